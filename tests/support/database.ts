/** A database of one's own for a test file: a copy of the migrated template, made in some 30 ms and dropped afterwards. */
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { Plan, WorkspaceId } from '../../src/routing/terms';
import { type Database, openDatabase } from '../../src/stores/database';
import { newId } from '../../src/stores/ids';
import { findTestServer, onDatabase, template, urlOf } from './test-postgres';

export interface CreatedDatabase {
  /** As the schema's owner. */
  readonly url: string;
  readonly drop: () => Promise<void>;
}

export function createTestDatabase(): Promise<CreatedDatabase> {
  return createDatabase(template);
}

/** Nothing is in it, not even a table. */
export function createEmptyDatabase(): Promise<CreatedDatabase> {
  return createDatabase('template0');
}

async function createDatabase(from: string): Promise<CreatedDatabase> {
  const serverUrl = await findTestServer();
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onDatabase(serverUrl, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${from}`));
  return {
    url: urlOf(serverUrl, name),
    drop: async () => {
      await onDatabase(serverUrl, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}

/** Everything that asks the database for the time is that much later from now on; several calls add up. */
export async function moveClock(url: string, ms: number): Promise<void> {
  await onDatabase(url, (client) => client.query('UPDATE clock SET offset_ms = offset_ms + $1', [Math.round(ms)]));
}

export interface TestDatabase {
  readonly url: string;
  /** As the process sees it: under parley_app and row-level security. */
  readonly database: Database;
  /** As the owner sees it: everything. */
  rows<Row extends object = Record<string, unknown>>(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  moveClock(ms: number): Promise<void>;
  createWorkspace(workspace: { readonly id: WorkspaceId; readonly key: string; readonly plan: Plan }): Promise<void>;
  close(): Promise<void>;
}

export async function openTestDatabase({ poolSize = 10 } = {}): Promise<TestDatabase> {
  const { url, drop } = await createTestDatabase();
  const owner = new Client({ connectionString: url, pipeline: true });
  await owner.connect();
  const database = await openDatabase({ url, poolSize });
  return {
    url,
    database,
    rows: async <Row extends object>(sql: string, values: readonly unknown[] = []) =>
      (await owner.query<Row>(sql, [...values])).rows,
    moveClock: async (ms) => {
      await owner.query('UPDATE clock SET offset_ms = offset_ms + $1', [Math.round(ms)]);
    },
    createWorkspace: async ({ id, key, plan }) => {
      await owner.query('SELECT workspace_create($1, $2, $3, $4, $5)', [id, key, 'Workspace', plan, newId()]);
    },
    close: async () => {
      await database.close();
      await owner.end();
      await drop();
    },
  };
}
