import type { AgentId, Attribute, OfferId, WorkspaceId } from '../routing/terms';
import type { Ports, Transaction } from './ports';
import { pushLeaseEnd } from './push-lease';
import type { PushKeyRecord, PushMessage, PushRegistrationRecord } from './push-ports';

export interface PushSendInput {
  readonly workspaceId: WorkspaceId;
  readonly offerId: OfferId;
}

interface Waking {
  readonly key: PushKeyRecord;
  readonly registrations: readonly PushRegistrationRecord[];
  readonly message: PushMessage;
}

/**
 * Due work: wakes the browsers of an agent to whom an offer was made without a socket to ring at. The right to do so is taken
 * once and for all before anybody is called, so that an offer wakes at most once; a process that dies in between, or a push
 * service that is away, leaves the offer to its window.
 */
export async function pushSend(ports: Ports, { workspaceId, offerId }: PushSendInput): Promise<void> {
  const waking = await ports.work(workspaceId, (tx) => take(tx, offerId));
  if (waking === null) return;
  const { key, message, registrations } = waking;
  const results = await Promise.all(
    registrations.map(async (one) => ({ one, result: await ports.push.send(one, key, message) })),
  );
  const sent = results.filter(({ result }) => result.kind === 'SENT').map(({ one }) => one.id);
  const gone = results.filter(({ result }) => result.kind === 'GONE').map(({ one }) => one);
  await ports.work(workspaceId, async (tx) => {
    if (sent.length > 0) tx.push.noteSent(sent);
    if (gone.length > 0) await forget(tx, gone);
  });
}

async function take(tx: Transaction, offerId: OfferId): Promise<Waking | null> {
  tx.unschedule('PUSH_SEND', offerId);
  const offer = await tx.push.claim(offerId);
  if (offer === null) return null;
  const [key, registrations, visitor] = await Promise.all([
    tx.push.findKey(),
    tx.push.findOf(offer.agentId),
    tx.visitors.find(offer.visitorId),
  ]);
  if (key === null || registrations.length === 0) return null;
  const { kind, expiresAt } = offer;
  const ttlSeconds = Math.max(0, Math.ceil((expiresAt.getTime() - tx.now.getTime()) / 1_000));
  const visitorName = nameOf(visitor?.attributes ?? []);
  const { workspaceId } = tx;
  return { key, registrations, message: { workspaceId, offerId, kind, visitorName, expiresAt, ttlSeconds } };
}

function nameOf(attributes: readonly Attribute[]): string | null {
  const said = new Map(attributes.map(({ name, value }) => [name, value]));
  const name = [said.get('firstName'), said.get('lastName')].filter((part) => part !== undefined).join(' ');
  return name === '' ? null : name;
}

/** The browser took its registration back: it is not called again, and who has no other is not reachable by it. */
async function forget(tx: Transaction, gone: readonly PushRegistrationRecord[]): Promise<void> {
  const agentId = gone[0]?.agentId as AgentId;
  await tx.agents.lock(agentId);
  const present = await tx.push.findOf(agentId);
  for (const { id, endpoint } of gone) {
    // Registered anew meanwhile, under the same id, by the same or another agent: that one counts.
    if (present.some((one) => one.id === id && one.endpoint === endpoint)) tx.push.delete(id);
  }
  await pushLeaseEnd(tx, agentId);
}
