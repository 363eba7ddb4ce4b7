/**
 * Servers of others that tests talk to, from Debian's packages. Where one is not installed its tests are skipped and say which
 * package is missing; in continuous integration (PARLEY_CI=1) that is a failure.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { createInterface } from 'node:readline';
import { patienceMs } from './happenings';

function isInstalled(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

/** `describe` for tests that need the Debian package, known by a file of it. */
export function describeWith(debianPackage: string, file: string, name: string, tests: () => void): void {
  if (isInstalled(file)) {
    describe(name, tests);
    return;
  }
  const missing = `${debianPackage} is not installed: apt-get install -y ${debianPackage}`;
  if (process.env.PARLEY_CI === '1') {
    describe(name, () => {
      test(missing, () => {
        throw new Error(missing);
      });
    });
    return;
  }
  describe.skip(`${name} (${missing})`, tests);
}

export interface RunningServer {
  readonly child: ChildProcess;
  stop(): Promise<void>;
}

/** Starts a program and waits for the line of its output that tells where it listens. */
export async function startServer(
  command: string,
  args: readonly string[],
  listening: RegExp,
): Promise<RunningServer & { readonly port: number }> {
  const child = spawn(command, [...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await exited;
  };
  const said: string[] = [];
  const port = await new Promise<number>((resolve, reject) => {
    const deadline = setTimeout(() => reject(new Error(`${command} does not listen:\n${said.join('\n')}`)), patienceMs);
    const settle = (run: () => void): void => {
      clearTimeout(deadline);
      run();
    };
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line);
        const found = listening.exec(line)?.[1];
        if (found !== undefined) settle(() => resolve(Number(found)));
      });
    }
    child.once('error', (error) => settle(() => reject(error)));
    child.once('exit', () => settle(() => reject(new Error(`${command} ended:\n${said.join('\n')}`))));
  }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { child, port, stop };
}
