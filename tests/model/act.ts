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

/** One that it can be done to; every tenth time any other, which keeps the refusals honest. */
export function oneOf(state: State, pick: number, fits: (chat: ChatState) => boolean): Named | undefined {
  const isOdd = pick % 10 === 0;
  return chosen(
    chatsWhere(state, (chat) => fits(chat) !== isOdd),
    Math.floor(pick / 10) + pick,
  );
}
