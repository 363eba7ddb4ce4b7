/** What several do at the same moment must end as in one of the orders in which they could have come. */
import type { Act } from './act';
import type { Office } from './office';
import type { Process } from './premises';
import { adopt, differences, look, toldBy, toldByModel } from './seen';
import type { State } from './state';

export interface Race {
  readonly acts: readonly Act[];
  /** Where they are done, in turn. */
  readonly at: readonly Process[];
}

/** The world that came of it, and whether it took another order than the one they were said in. */
export async function raced(
  office: Office,
  before: State,
  { acts, at }: Race,
): Promise<{ readonly state: State; readonly isTurned: boolean }> {
  const answers = await Promise.all(acts.map((act, index) => act.product((at[index % at.length] as Process).ports)));
  const rows = await look(office);
  const told = { ...toldBy(office, rows), answers };
  const worlds: { readonly order: readonly number[]; readonly wrong: readonly string[] }[] = [];
  for (const order of ordersOf(acts.map((_, index) => index))) {
    const state = structuredClone(before);
    const expected: string[] = [];
    for (const index of order) expected[index] = acts[index]?.model(state) ?? '';
    const wrong = differences({ ...toldByModel(state), answers: expected }, told);
    if (wrong.length === 0) {
      adopt(office, state, rows);
      return { state, isTurned: order.some((index, place) => index !== place) };
    }
    worlds.push({ order, wrong });
  }
  // Of all that might have been, those that come closest.
  worlds.sort((one, other) => one.wrong.length - other.wrong.length);
  const closest = worlds.slice(0, 2).map(({ order, wrong }) => `In the order ${order.join(', ')}: ${saysWrong(wrong)}`);
  throw new Error(closest.join('\n'));
}

export const saysWrong = (wrong: readonly string[]): string =>
  `The product and the model differ:\n  ${wrong.join('\n  ')}`;

/** Every order in which so many can have come, that in which they were said first. */
function* ordersOf(places: readonly number[]): Generator<readonly number[]> {
  if (places.length === 0) yield [];
  for (const first of places) {
    for (const others of ordersOf(places.filter((place) => place !== first))) yield [first, ...others];
  }
}
