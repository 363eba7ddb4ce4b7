/** A ring as people play it: an order, and a token that says whose turn it is. */
import { ringOf, type State, type Who } from './state';

/** From the one whose turn it is, once round. */
export function fromTurn(state: State, ring: string): readonly Who[] {
  const { order, turn } = ringOf(state, ring);
  const place = turn === null ? 0 : order.indexOf(turn);
  return [...order.slice(place), ...order.slice(0, place)];
}

/** The token goes to whoever sits behind; those who were passed over wait for the next round. */
export function hadTurn(state: State, name: string, who: Who): void {
  const ring = ringOf(state, name);
  ring.turn = ring.order[(ring.order.indexOf(who) + 1) % ring.order.length] ?? null;
}

/** New members or another order: the token stays with whoever has it, else goes to the next who is still there. */
export function rearranged(state: State, name: string, order: readonly Who[], next?: Who): void {
  const turn = next ?? fromTurn(state, name).find((who) => order.includes(who)) ?? order[0] ?? null;
  state.rings[name] = { order: [...order], turn };
}
