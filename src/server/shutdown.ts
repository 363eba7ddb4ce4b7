/**
 * The end of a process, in order: what could be refused is refused first, what is under way is let finish, what others need
 * goes last. A step that fails or takes too long does not keep the next one from its turn.
 */
import type { Log } from './log';

export interface Step {
  readonly name: string;
  readonly run: () => Promise<unknown>;
}

/** All of it. Supervisors kill after 30 s; half a minute less a margin is ours. */
const wholeMs = 24_000;

export async function runSteps(steps: readonly Step[], log: Log, withinMs = wholeMs): Promise<void> {
  const endsAt = performance.now() + withinMs;
  for (const { name, run } of steps) {
    // The last steps (the pool, the database's process) get at least a second each, however long the first ones took.
    const left = Math.max(1_000, endsAt - performance.now());
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), left);
    });
    try {
      if ((await Promise.race([run(), late])) === 'late')
        log.warn({ step: name }, 'A step of the shutdown took too long.');
    } catch (err) {
      log.warn({ step: name, err }, 'A step of the shutdown failed.');
    } finally {
      clearTimeout(timer);
    }
  }
}

/**
 * A terminal sends Ctrl-C to everybody in it, and npm hands on what it got: what comes so soon behind the first signal is that
 * one again, not somebody who has lost patience.
 */
const echoMs = 500;

/** The first SIGINT or SIGTERM ends the process in order, the second one at once. */
export function onSignals(
  stop: () => Promise<void>,
  exit: (code: number) => void = (code) => process.exit(code),
): void {
  let stoppingSince: number | null = null;
  const onSignal = (): void => {
    if (stoppingSince !== null) {
      if (performance.now() - stoppingSince > echoMs) exit(1);
      return;
    }
    stoppingSince = performance.now();
    stop().then(
      () => exit(0),
      () => exit(1),
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}
