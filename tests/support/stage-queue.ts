/** A card whose visitors wait, and what a test asks of those who do. */
import { queueMatch } from '../../src/actions/queue-match';
import { queueTell } from '../../src/actions/queue-tell';
import { admin } from './staff';
import { accepts, roundRobin, type Stage, valueOf } from './stage';
import { agentUpdate } from '../../src/actions/agent-update';
import type { AgentActor, VisitorActor } from '../../src/auth/actor';
import type { ConversationId, LiveChatRouting } from '../../src/routing/terms';
import type { LiveChatCard, Script } from '../../src/streams/script';

export type Waiting = Partial<Omit<LiveChatCard, 'kind' | 'key' | 'next' | 'queue'>> & {
  readonly maxLength?: number;
  readonly maxWaitSeconds?: number;
  readonly isQueue?: boolean;
};

/** One question, then a live chat card whose visitors wait. */
export function waitingCards({ maxLength = 100, maxWaitSeconds = 600, isQueue = true, ...card }: Waiting = {}): Script {
  const yes = { key: 'Yes', label: 'Yes', storedValue: null, next: 'chat' };
  const queue = isQueue ? { maxLength, maxWaitSeconds } : null;
  return [
    { kind: 'QUESTION', key: 'ask', text: 'Talk to a person?', attribute: null, responses: [yes] },
    { kind: 'LIVE_CHAT', key: 'chat', routing: roundRobin, acceptWindowSeconds: null, ...card, queue, next: null },
  ];
}

/** The newest dialog of a line is met by whoever comes next. */
let published = 0;

export async function opensLine(stage: Stage, line: Waiting = {}): Promise<void> {
  await stage.dialog({ cards: waitingCards(line), priority: (published += 1) });
}

export const team = (teamId: LiveChatRouting['teamId']): LiveChatRouting => ({
  strategy: 'TEAM',
  agentId: null,
  teamId,
});

export async function asksAsSomebody(
  stage: Stage,
): Promise<{ readonly id: ConversationId; readonly visitor: VisitorActor }> {
  const visitor = await stage.visitor();
  return { visitor, id: await stage.asks(visitor) };
}

export async function manyAsk(stage: Stage, count: number): Promise<readonly ConversationId[]> {
  const ids: ConversationId[] = [];
  for (let made = 0; made < count; made += 1) ids.push((await asksAsSomebody(stage)).id);
  return ids;
}

export function statesOf(stage: Stage, ids: readonly ConversationId[]): Promise<readonly string[]> {
  return Promise.all(ids.map(async (id) => (await stage.chat(id)).state));
}

/** Who of them is offered to somebody. */
export async function rung(stage: Stage, ids: readonly ConversationId[]): Promise<readonly number[]> {
  const states = await statesOf(stage, ids);
  return states.flatMap((state, index) => (state === 'OFFERED' ? [index] : []));
}

export const matches = (stage: Stage): Promise<void> => queueMatch(stage.ports, stage);
export const tells = (stage: Stage): Promise<void> => queueTell(stage.ports, stage);

export async function getsPlaces(stage: Stage, agent: AgentActor, capacity: number): Promise<void> {
  await agentUpdate(stage.ports, admin(stage), { agentId: agent.agentId, capacity });
}

/** The place that each was told, in the order in which it was. */
export function toldPlaces(stage: Stage): readonly (readonly [ConversationId | null, number])[] {
  return stage.events.flatMap(({ event }) =>
    event.type === 'LIVE_CHAT_WAITING' && event.queuePosition > 0
      ? [[event.conversationId, event.queuePosition] as const]
      : [],
  );
}

/** By whoever it rings at. */
export async function isAccepted(stage: Stage, id: ConversationId): Promise<AgentActor> {
  const offer = await stage.ringing(id);
  valueOf(await accepts(stage, offer));
  return stage.actorOf(offer.agentId);
}

export function onlyOf(ids: readonly ConversationId[]): ConversationId {
  const [id] = ids;
  if (id === undefined) throw new Error('Nobody asked.');
  return id;
}
