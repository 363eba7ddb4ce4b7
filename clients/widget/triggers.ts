/** Waits until everything that a dialog waits for has happened, and says so once. */
import type { Trigger } from './chat';
import type { Visit } from './visit';

export interface Watch {
  stop(): void;
}

/** The least time between two questions. */
const restMs = 1_000;

/** Seconds of a dialog's trigger that this view must have lasted, from the start of it. */
function secondsNeeded({ secondsOnPage, secondsOnSite }: Trigger): number {
  return Math.max(secondsOnPage ?? 0, secondsOnSite ?? 0);
}

export function watchFor(trigger: Trigger, visit: Visit, happened: () => void): Watch {
  // What remains is counted from now on: the seconds so far have been told with the call that answered it.
  const until = Math.ceil(Math.floor(visit.secondsHere()) + secondsNeeded(trigger));
  const restUntil = performance.now() + restMs;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;

  function stop(): void {
    isOver = true;
    clearTimeout(timer);
  }
  function look(): void {
    if (isOver || performance.now() < restUntil - 1) return;
    clearTimeout(timer);
    const missing = until - visit.secondsHere();
    // A hidden page's clock stands still; becoming visible looks again.
    if (missing > 0 && document.visibilityState !== 'hidden') timer = setTimeout(look, missing * 1_000 + 20);
    const isDeepEnough = trigger.scrollPercent === null || visit.scrollPercent() >= trigger.scrollPercent;
    const isLeaving = !trigger.exitIntent || visit.hasWantedToLeave();
    if (missing > 0 || !isDeepEnough || !isLeaving) return;
    stop();
    happened();
  }
  visit.onMove(look);
  // To be waited for what has happened already means that the server reads it otherwise: asked at once again and again, it
  // would be asked for ever.
  timer = setTimeout(look, restMs);
  return { stop };
}
