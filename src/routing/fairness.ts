/** How evenly something was given out. */

/** Most minus fewest; 0 for nobody. */
export function spreadOf(counts: readonly number[]): number {
  let most = -Infinity;
  let fewest = Infinity;
  for (const count of counts) {
    if (count > most) most = count;
    if (count < fewest) fewest = count;
  }
  return counts.length === 0 ? 0 : most - fewest;
}
