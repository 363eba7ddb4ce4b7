import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, type Outcome } from '../routing/refusal';
import type { AccountUnavailable, RoutingSettings } from '../routing/terms';
import { readText } from '../routing/text';
import { Faults } from './faults';
import { scheduleIdleness } from './idle-clock';
import type { Ports, Transaction } from './ports';
import { notAllowed } from './staff-refusals';

export interface RoutingSettingsUpdateInput {
  readonly acceptWindowSeconds?: number;
  readonly defaultCapacity?: number;
  readonly idleTimeoutSeconds?: number;
  readonly idleWarningSeconds?: number;
  /** null: back to the plan's choice. */
  readonly teamAttempts?: number | null;
  readonly maxWaitSeconds?: number | null;
  readonly disconnectGraceSeconds?: number;
  readonly requireReachable?: boolean;
  readonly roundRobinFallback?: boolean;
  readonly fallbackMessage?: string;
  readonly rampSeconds?: number;
  readonly accountUnavailable?: AccountUnavailable;
}

export const settingRanges = {
  acceptWindowSeconds: { min: 10, max: 500, what: 'The accept window' },
  defaultCapacity: { min: 1, max: 100, what: 'The number of live chats at once' },
  idleTimeoutSeconds: { min: 20, max: 86_400, what: 'The idle timeout' },
  teamAttempts: { min: 1, max: 10, what: 'The number of attempts' },
  maxWaitSeconds: { min: 10, max: 86_400, what: 'The longest wait' },
  disconnectGraceSeconds: { min: 0, max: 600, what: 'The grace of a lost connection' },
  rampSeconds: { min: 0, max: 3_600, what: 'The ramp of whoever comes back' },
} as const;

/**
 * What is absent stays. The accept window counts for new offers, the idle clock for running chats at once. A timeout of less
 * than twice the present warning is refused alone: what becomes of the warning is not ours to guess.
 */
export async function routingSettingsUpdate(
  ports: Ports,
  actor: Actor,
  input: RoutingSettingsUpdateInput,
): Promise<Outcome<null>> {
  if (!may(actor, 'settings.manage')) return notAllowed('change the routing settings');
  return ports.work(actor.workspaceId, async (tx) => {
    const changesIdleness = input.idleTimeoutSeconds !== undefined || input.idleWarningSeconds !== undefined;
    const running = changesIdleness ? await lockConnected(tx) : [];
    await tx.routing.lock();
    const { settings } = await tx.workspace.find();
    const read = readSettings(input, settings);
    if (!read.ok) return read;
    tx.workspace.updateSettings(read.value);
    const { idleTimeoutSeconds = settings.idleTimeoutSeconds, idleWarningSeconds = settings.idleWarningSeconds } =
      read.value;
    for (const { chat, lastActivityAt } of running) {
      scheduleIdleness(tx, chat, { lastActivityAt, settings: { idleTimeoutSeconds, idleWarningSeconds } });
    }
    return done(null);
  });
}

function readSettings(input: RoutingSettingsUpdateInput, now: RoutingSettings): Outcome<RoutingSettingsUpdateInput> {
  const faults = new Faults();
  for (const field of Object.keys(settingRanges) as (keyof typeof settingRanges)[]) {
    faults.range(input[field], { ...settingRanges[field], field: [field] });
  }
  const timeout = input.idleTimeoutSeconds ?? now.idleTimeoutSeconds;
  const longestWarning = Math.floor(timeout / 2);
  const warning = input.idleWarningSeconds;
  const what = `The idle warning, at most half of the idle timeout of ${timeout} seconds,`;
  faults.range(warning, { min: 0, max: longestWarning, what, field: ['idleWarningSeconds'] });
  const message = { what: 'The fallback message', field: ['fallbackMessage'] };
  const fallbackMessage =
    input.fallbackMessage === undefined ? undefined : faults.read(readText(input.fallbackMessage, message));
  const isTold = timeout < settingRanges.idleTimeoutSeconds.min || warning !== undefined;
  if (!isTold && now.idleWarningSeconds > longestWarning) {
    const present = `The warning comes ${now.idleWarningSeconds} seconds before the end, which is more than half of this timeout.`;
    faults.add(`${present} Give idleWarningSeconds with it, at most ${longestWarning}.`, ['idleTimeoutSeconds']);
  }
  if (faults.any) return faults.refused();
  return done({ ...input, ...(fallbackMessage !== undefined && { fallbackMessage }) });
}

/**
 * The running chats with their conversations locked, in the order of their ids: a message, an end or a timer of any of them
 * comes before or behind this change, and two such changes cannot wait for each other.
 */
async function lockConnected(tx: Transaction) {
  const chats = await tx.liveChats.findConnected();
  const ids = [...new Set(chats.map((chat) => chat.conversationId))].sort();
  const conversations = await Promise.all(ids.map((id) => tx.conversations.lock(id)));
  const held = new Map(conversations.map((conversation) => [conversation?.liveChatId, conversation]));
  return chats.flatMap((chat) => {
    const conversation = held.get(chat.id);
    const isRunning = conversation?.liveChatState === 'CONNECTED';
    return isRunning ? [{ chat, lastActivityAt: conversation.lastActivityAt }] : [];
  });
}
