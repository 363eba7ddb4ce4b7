/** A deed as it can be done now: once to the product, and once to the model. */
import type { Ports } from '../../src/actions/ports';
import type { ChatState, State } from './state';

export interface Act {
  product(ports: Ports): Promise<string>;
  model(state: State): string;
}

export const chosen = <T>(from: readonly T[], pick: number): T | undefined => from[pick % Math.max(1, from.length)];

export type Named = readonly [string, ChatState];

export function chatsWhere(state: State, fits: (chat: ChatState) => boolean): readonly Named[] {
  return Object.entries(state.chats).filter(([, chat]) => fits(chat));
}

/** One that it can be done to; every fifth time any other, mostly an open one, which keeps the refusals honest. */
export function oneOf(state: State, pick: number, fits: (chat: ChatState) => boolean): Named | undefined {
  if (pick % 5 !== 0) return chosen(chatsWhere(state, fits), pick);
  const others = chatsWhere(state, (chat) => !fits(chat));
  const open = others.filter(([, { status }]) => status === 'OPEN');
  return chosen(open.length > 0 && pick % 10 === 0 ? open : others, pick / 5);
}
