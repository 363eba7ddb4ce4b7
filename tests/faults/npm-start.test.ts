/** `npm start` as a person, a script and a supervisor end it: the server is gone when npm is. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase } from '../support/database';
import { Happenings } from '../support/happenings';

const root = join(__dirname, '..', '..');
let databaseUrl: string;
let drop: () => Promise<unknown>;
const dataDir = mkdtempSync(join(tmpdir(), 'parley-npm-'));
const started: ChildProcess[] = [];

beforeAll(async () => {
  // What is fresh is not built again by the start: the test waits for a start, not for a compiler.
  execFileSync(process.execPath, [join(root, 'scripts/build.mjs')], { cwd: root, stdio: 'pipe' });
  ({ url: databaseUrl, drop } = await createTestDatabase());
});
afterEach(() => {
  for (const { pid } of started.splice(0)) {
    try {
      process.kill(-(pid ?? 0), 'SIGKILL');
    } catch {
      // Its whole group is gone, as it should be.
    }
  }
});
afterAll(async () => {
  await drop();
  rmSync(dataDir, { recursive: true, force: true });
});

interface Started {
  readonly npm: ChildProcess;
  readonly url: string;
  readonly ended: Promise<number | null>;
}

async function npmStart(): Promise<Started> {
  const said = new Happenings<string>('npm');
  const npm = spawn('npm', ['start'], {
    cwd: root,
    // A group of its own, as a terminal makes one.
    detached: true,
    env: { ...process.env, DATABASE_URL: databaseUrl, PORT: '0', PARLEY_DATA_DIR: dataDir, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(npm);
  const hear = (chunk: Buffer): void => {
    for (const line of String(chunk).split('\n').filter(Boolean)) said.add(line);
  };
  npm.stdout?.on('data', hear);
  npm.stderr?.on('data', hear);
  const ended = new Promise<number | null>((resolve) => npm.once('exit', resolve));
  const address = /^Parley is at (http:\/\/\S+)\/graphql/;
  const line = await said.first('the server to listen', (one) => address.test(one));
  return { npm, url: address.exec(line)?.[1] ?? '', ended };
}

async function answers(url: string): Promise<boolean> {
  return fetch(`${url}/livez`).then(
    ({ ok }) => ok,
    () => false,
  );
}

test('a SIGTERM to npm ends the server in order, and npm waits for it', async () => {
  const { npm, url, ended } = await npmStart();
  expect(await answers(url)).toBe(true);
  npm.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(await answers(url)).toBe(false);
});

test('Ctrl-C reaches npm and the server, and the server through npm once more: that is one wish, not two', async () => {
  const { npm, url, ended } = await npmStart();
  process.kill(-(npm.pid ?? 0), 'SIGINT');
  expect(await ended).toBe(0);
  expect(await answers(url)).toBe(false);
});
