/**
 * Coming into a queue and out of it. A visitor for whom nobody is free waits where the card has a queue; the place in it is by
 * when the visitor asked, so whoever was found and did not answer in time costs the visitor nothing.
 *
 * Nobody begins to wait but behind the routing lock: whoever holds it and sees nobody wait knows that nobody will.
 */
import { estimatedWaitSeconds, isWorthWaiting, placesOf, queueEndsAt, type Pace } from '../routing/queue';
import type { Decision, RoutingSettings } from '../routing/terms';
import { audienceOf } from './conversation-line';
import { inStep, liveChatStore, type Running } from './live-chat-held';
import { moveOf } from './live-chat-move';
import { decisionStore } from './offer-make';
import type { Ports, Transaction } from './ports';
import type { ToldTurn } from './queue-ports';
import type { LiveChatRecord } from './records';

/** What those who wait may be told at most once in. */
export const tellingMs = 1_000;

/** Who waits, and how quickly the lines move. */
export interface Lines {
  readonly turns: readonly ToldTurn[];
  readonly paces: ReadonlyMap<string, Pace>;
}

export interface Wait {
  readonly decision: Decision;
  readonly settings: RoutingSettings;
  readonly lines: Lines;
}

export async function findLines(tx: Transaction): Promise<Lines> {
  const [turns, paces] = await Promise.all([tx.queue.findTurns(), tx.queue.findPaces()]);
  return { turns, paces };
}

/** Whether those who wait need to be looked at: only somebody whom nobody can take now may wait. */
export function mayWait({ chat }: Running, decision: Decision): boolean {
  return chat.queue !== null && isWorthWaiting(decision);
}

/**
 * What a decision that found nobody comes to at a card with a queue: QUEUED, or the same with the reason why there is no
 * waiting. Any other decision stays what it is.
 */
export function queuedOrNot(tx: Transaction, { chat }: Running, { decision, settings, lines }: Wait): Decision {
  const { queue, requestedAt } = chat;
  if (queue === null) return decision;
  if (queueEndsAt({ requestedAt, queue, settings }) <= tx.now) return { ...decision, fallbackReason: 'WAIT_EXCEEDED' };
  // Whoever had a place in the line keeps it.
  if (chat.waitingSince !== null) return { ...decision, outcome: 'QUEUED' };
  const isFull = lines.turns.filter(({ line }) => line === queue.line).length >= queue.maxLength;
  return isFull ? { ...decision, fallbackReason: 'QUEUE_FULL' } : { ...decision, outcome: 'QUEUED' };
}

/** A step: the visitor waits, and is told at which place. The search begins anew with whoever comes free. */
export function queueWait(
  ports: Ports,
  tx: Transaction,
  running: Running,
  { decision, settings, lines: { turns, paces } }: Wait,
): Running {
  const { queue, requestedAt } = running.chat;
  if (queue === null) throw new Error(`Live chat ${running.chat.id} has no queue to wait in.`);
  const move = moveOf(running.chat, 'NOBODY_FREE');
  const chat: LiveChatRecord = {
    ...running.chat,
    state: move.state,
    waitingSince: requestedAt,
    step: 0,
    stepAttempts: 0,
  };
  const mine = { liveChatId: chat.id, line: queue.line, waitingSince: requestedAt };
  const earlier = turns.filter(({ waitingSince }) => waitingSince <= requestedAt);
  const place = placesOf([...earlier, mine]).get(chat.id) ?? 1;
  const waitSeconds = estimatedWaitSeconds(place, paces.get(queue.line) ?? null);
  liveChatStore(tx, running.chat, chat);
  decisionStore(ports, tx, chat, decision);
  tx.queue.markTold([{ liveChatId: chat.id, place, waitSeconds }]);
  tx.schedule({ kind: 'WAIT_END', subjectId: chat.id, at: queueEndsAt({ requestedAt, queue, settings }) });
  const waiting = inStep(running.conversation, chat);
  const told = { queuePosition: place, estimatedWaitSeconds: waitSeconds };
  tx.emit({ ...audienceOf(waiting.conversation), type: 'LIVE_CHAT_WAITING', ...told });
  // Somebody who was found, and is back, is before others.
  if (earlier.length < turns.length) planTelling(tx);
  return waiting;
}

/** A step: an agent has been found for somebody who waits. Offers are no visitor's business, so the turn itself is told. */
export function queueServe(tx: Transaction, { conversation, chat }: Running): void {
  if (chat.state !== 'WAITING') return;
  tx.queue.markServed(chat.id);
  queueLeave(tx, chat);
  const turn = { queuePosition: 0, estimatedWaitSeconds: null };
  tx.emit({ ...audienceOf(conversation), type: 'LIVE_CHAT_WAITING', ...turn });
}

/** A step of whoever ends a wait, in whatever way: those behind move up. */
export function queueLeave(tx: Transaction, { id, state }: LiveChatRecord): void {
  if (state !== 'WAITING') return;
  tx.unschedule('WAIT_END', id);
  planTelling(tx);
}

function planTelling(tx: Transaction): void {
  tx.queue.planTelling(new Date(tx.now.getTime() + tellingMs));
}
