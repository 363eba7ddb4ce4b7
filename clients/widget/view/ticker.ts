const everyMs = 1_000;

/** Calls back once a second while it is wanted. */
export function createTicker(tick: () => void): (isWanted: boolean) => void {
  let timer: ReturnType<typeof setInterval> | undefined;
  return (isWanted) => {
    if (isWanted === (timer !== undefined)) return;
    clearInterval(timer);
    timer = isWanted ? setInterval(tick, everyMs) : undefined;
  };
}
