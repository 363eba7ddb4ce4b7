/** A real server and a real database for a benchmark: its own processes, its own directory, gone afterwards. */
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const require = createRequire(import.meta.url);

/** Resolves with the first match of `pattern` in what the process prints. */
function printed(child, pattern) {
  return new Promise((resolve, reject) => {
    let text = '';
    const read = (data) => {
      text += data;
      const found = text.match(pattern);
      if (found) resolve(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`exited with ${code}:\n${text}`)));
  });
}

async function ended(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}

export async function openRig() {
  const directory = mkdtempSync(join(tmpdir(), 'parley-bench-'));
  const { startPostgres } = require(join(root, 'dist/src/server/postgres/start-postgres.js'));
  const quiet = {
    info() {},
    warn() {},
    error: (...words) => process.stderr.write(`${JSON.stringify(words)}\n`),
    debug() {},
  };
  const postgres = await startPostgres({ dataDir: directory, log: quiet });
  const owner = new pg.Pool({ connectionString: postgres.url, max: 4 });
  const { rows } = await owner.query(`SELECT current_setting('data_directory') AS directory`);
  const databasePid = Number(readFileSync(join(rows[0].directory, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const children = [];
  return {
    root,
    databaseUrl: postgres.url,
    owner,
    /** The postmaster: its children are the database's work. */
    databasePid,
    /** Starts the product and answers with its address and process id. */
    async product(environment = {}) {
      const data = mkdtempSync(join(directory, 'node-'));
      const child = spawn(process.execPath, ['dist/src/server/main.js'], {
        cwd: root,
        env: {
          ...process.env,
          NODE_ENV: 'production',
          PORT: '0',
          DATABASE_URL: postgres.url,
          PARLEY_DATA_DIR: data,
          PARLEY_DEMO: '1',
          LOG_LEVEL: 'error',
          ...environment,
        },
      });
      children.push(child);
      const [, url] = await printed(child, /(http:\/\/127\.0\.0\.1:\d+)/);
      child.stdout.resume();
      child.stderr.resume();
      return {
        url,
        dataDir: data,
        socketUrl: `${url.replace('http', 'ws')}/graphql`,
        pid: child.pid,
        stop: () => ended(child),
      };
    },
    /** Starts a hand-written floor from bench/floor. */
    async floor(name) {
      const child = spawn(process.execPath, [join(root, 'bench/floor', name)], {
        env: { ...process.env, DATABASE_URL: postgres.url },
      });
      children.push(child);
      const [, port] = await printed(child, /listening on (\d+)/);
      return { socketUrl: `ws://127.0.0.1:${port}`, pid: child.pid, stop: () => ended(child) };
    },
    async close() {
      for (const child of children) await ended(child);
      await owner.end();
      await postgres.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** A token and what the database keeps of it. */
export function newToken(prefix) {
  const token = `${prefix}_${randomBytes(32).toString('hex')}`;
  return { token, hash: createHash('sha256').update(token).digest() };
}

export const globalId = (type, id) => Buffer.from(`${type}:${id}`).toString('base64url');
export const plainId = (id) => Buffer.from(id, 'base64url').toString('utf8').split(':')[1];

export async function post(url, token, query, variables) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const body = await response.json();
  if (body.errors) throw new Error(JSON.stringify(body.errors));
  return body.data;
}

export function readDemo(directory) {
  return JSON.parse(readFileSync(join(directory, 'demo.json'), 'utf8'));
}
