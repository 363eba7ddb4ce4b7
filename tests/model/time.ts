/** What time does. A worker that wakes for something too early, too late or for nothing does no harm; who sleeps is found out. */
import { isReachable } from './able';
import { isServed, misses, waitEndOf } from './asking';
import { passesOn } from './handover';
import { waitingOf } from './search';
import { mayHear } from './supervision';
import { agentOf, chatOf, type ChatState, pendingOf, type State, type Who } from './state';
import { over, type OfferAt } from './verbs';

export function offerWakes(state: State, { chat: id, index }: OfferAt): void {
  const chat = chatOf(state, id);
  const offer = chat.offers[index];
  if (offer?.state === 'PENDING' && state.now >= offer.expiresAt) passesOn(state, chat, 'EXPIRED');
}

const endOf = (state: State, chat: ChatState): number =>
  chat.lastActivityAt + state.settings.idleTimeoutSeconds * 1_000;
const warningOf = (state: State, chat: ChatState): number =>
  endOf(state, chat) - state.settings.idleWarningSeconds * 1_000;

export function warningWakes(state: State, id: string): void {
  const chat = chatOf(state, id);
  if (isDueForWarning(state, chat)) chat.warnedFor = endOf(state, chat);
}

function isDueForWarning(state: State, chat: ChatState): boolean {
  const [warning, end] = [warningOf(state, chat), endOf(state, chat)];
  return chat.state === 'CONNECTED' && state.now >= warning && state.now < end && chat.warnedFor !== end;
}

export function silenceWakes(state: State, id: string): void {
  const chat = chatOf(state, id);
  if (chat.state === 'CONNECTED' && state.now >= endOf(state, chat)) over(state, chat, 'IDLE_TIMEOUT', 'DROPPED');
}

/** All that ring at somebody who is gone, in the order in which they began to; of some, the first so many. */
export function leaseWakes(state: State, who: Who, atMost = Infinity): void {
  const { active, permitted } = agentOf(state, who);
  if (active && permitted && (isReachable(state, who) || !state.settings.requireReachable)) return;
  const chats = Object.values(state.chats).filter((chat) => pendingOf(chat)?.agent === who);
  const began = (chat: ChatState) => pendingOf(chat)?.offeredAt ?? 0;
  const idOf = (chat: ChatState) => pendingOf(chat)?.id ?? '';
  chats.sort((one, other) => began(one) - began(other) || (idOf(one) < idOf(other) ? -1 : 1));
  for (const chat of chats.slice(0, atMost)) passesOn(state, chat, active && permitted ? 'EXPIRED' : 'WITHDRAWN');
}

/** Whoever's switch has run out is as their schedule says, and nobody here has one. */
export function switchesWake(state: State): void {
  for (const agent of state.agents) {
    if (agent.switchedUntil === null || agent.switchedUntil > state.now) continue;
    agent.switchedUntil = null;
    agent.available = false;
  }
}

export function waitWakes(state: State, id: string): void {
  const chat = chatOf(state, id);
  if (chat.state === 'WAITING' && state.now >= waitEndOf(state, chat)) misses(state, chat, 'WAIT_EXCEEDED');
}

/** Those whose time in the line is over leave one by one. */
export function overdueLeave(state: State, atMost = Infinity): number {
  const overdue = waitingOf(state).filter((chat) => state.now >= waitEndOf(state, chat));
  const leaving = overdue.slice(0, atMost);
  for (const chat of leaving) misses(state, chat, 'WAIT_EXCEEDED');
  return leaving.length;
}

/** Everybody who can be served is, whoever has waited longest first: all of them, or none. */
export function roundServes(state: State): number {
  return waitingOf(state).filter((chat) => isServed(state, chat)).length;
}

/**
 * A look at those who wait. Answers how many wait no more. Whoever was passed over, and whom the package is used up for by the one
 * behind them, is told at the next look, within a second.
 */
export function queueWakes(state: State): number {
  return overdueLeave(state) + roundServes(state);
}

/** What somebody should have seen to by now. */
export function forgotten(state: State): readonly string[] {
  const told: string[] = [];
  // Whom a package that was used up a moment ago sends away is told at the next look, within a second.
  const served = structuredClone(state);
  roundServes(served);
  for (const [id, chat] of Object.entries(state.chats)) {
    const pending = pendingOf(chat);
    if (pending !== undefined) {
      const agent = agentOf(state, pending.agent);
      if (state.now >= pending.expiresAt) told.push(`${id} rings beyond its window`);
      if (!agent.active || !agent.permitted) told.push(`${id} rings at somebody who may not take it`);
      if (state.settings.requireReachable && !isReachable(state, pending.agent)) told.push(`${id} rings at nobody`);
    }
    if (chat.state === 'CONNECTED' && state.now >= endOf(state, chat)) told.push(`${id} is silent for too long`);
    if (chat.state === 'WAITING') {
      if (state.now >= waitEndOf(state, chat)) told.push(`${id} waits for too long`);
      if (chatOf(served, id).state === 'OFFERED') told.push(`${id} waits although somebody could be served`);
    }
    if (chat.askedUntil !== null && chat.state === 'ROUTING' && state.now >= chat.askedUntil)
      told.push(`${id} waits for an answer that is late`);
    if (isDueForWarning(state, chat)) told.push(`${id} is not warned`);
    for (const who of chat.listeners) if (!mayHear(state, who)) told.push(`${id} is heard by ${who}, who may not`);
  }
  state.agents.forEach(({ switchedUntil }, who) => {
    if (switchedUntil !== null && switchedUntil <= state.now) told.push(`the switch of ${who} still holds`);
  });
  return told;
}
