/**
 * `npm start` in a folder that was built before, until the first answer of /health, with the embedded database and all: the first
 * time (the database and the demo are made), again after an orderly end, and again after a kill -9, which leaves the database
 * server behind for the next start to adopt. Each time it is checked that whoever is answered finds the demo there and its
 * admin can sign in.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, round } from './support/measure.mjs';
import { readDemo } from './support/rig.mjs';

export const title = 'Start (built before, embedded database, until the first answer)';
const budgetSeconds = 5;
const lookEveryMs = 10;
const patienceMs = 120_000;
const signIn = 'mutation($i:SignInInput!){signIn(input:$i){token userErrors{code message}}}';

export async function run({ root }, { full }) {
  const times = full ? 10 : 3;
  const directory = mkdtempSync(join(tmpdir(), 'parley-bench-start-'));
  try {
    const first = await timed({ root, directory, end: 'SIGTERM' });
    const orderly = await several(times, { root, directory, end: 'SIGTERM' });
    await timed({ root, directory, end: 'SIGKILL' });
    const adopting = await several(times, { root, directory, end: 'SIGKILL' });
    // The last one in order again: it takes the database server with it.
    await timed({ root, directory, end: 'SIGTERM' });
    const all = [...orderly, ...adopting];
    const wrong = [first, ...all].filter(({ isWhole }) => !isWhole).length;
    const seconds = (starts, of) => round(of(starts.map((start) => start.ms)) / 1_000);
    const longest = (values) => Math.max(...values);
    return {
      rows: [
        ['', 'Parley', 'budget'],
        ['first start, s', seconds([first], median), ''],
        ['second start, median s', seconds(orderly, median), `≤ ${budgetSeconds}`],
        ['second start, longest s', seconds(orderly, longest), `≤ ${budgetSeconds}`],
        ['after a kill -9, median s', seconds(adopting, median), `≤ ${budgetSeconds}`],
        ['after a kill -9, longest s', seconds(adopting, longest), `≤ ${budgetSeconds}`],
        ['answers before the demo was there', wrong, '0'],
      ],
      met: longest(all.map(({ ms }) => ms)) <= budgetSeconds * 1_000 && wrong === 0,
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function several(times, options) {
  const starts = [];
  for (let index = 0; index < times; index += 1) starts.push(await timed(options));
  return starts;
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function timed({ root, directory, end }) {
  const port = await freePort();
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    env: { PATH: process.env.PATH, PORT: String(port), PARLEY_DATA_DIR: directory, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const url = `http://127.0.0.1:${port}`;
  try {
    await firstAnswer(url, child);
    const ms = performance.now() - startedAt;
    return { ms, isWhole: await adminSignsIn(url, directory) };
  } finally {
    child.kill(end);
    await gone;
  }
}

async function firstAnswer(url, child) {
  const until = performance.now() + patienceMs;
  for (;;) {
    const isThere = await fetch(`${url}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isThere) return;
    if (child.exitCode !== null || performance.now() > until) throw new Error('The product did not start.');
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}

async function adminSignsIn(url, directory) {
  const { email, password } = readDemo(directory).admin;
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: signIn, variables: { i: { email, password } } }),
  });
  const { data } = await response.json();
  return typeof data?.signIn?.token === 'string';
}
