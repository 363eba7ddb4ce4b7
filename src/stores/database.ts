/**
 * The one way to PostgreSQL: TypeORM's data source over a pool of pipelined connections, each of which works as parley_app.
 *
 * A workspace's rows are visible only inside a transaction that names it, so every read opens one. BEGIN, the setting, the
 * statements and COMMIT leave together and are answered together: one round trip (95 µs where one by one takes 175 µs).
 */
import { type ClientBase, type CustomTypesConfig, type Pool, type PoolClient, type QueryResult, types } from 'pg';
import { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver';
import type { WorkspaceId } from '../routing/terms';
import { entities } from '../entities';
import { isAnswered, withRetries } from './failures';
import { createGatheredReads } from './gathered-reads';
import { GatheringSocket } from './gathering-socket';
import { Places, placesOf } from './places';
import { define, type Statement } from './statement';

export interface DatabaseOptions {
  readonly url: string;
  readonly poolSize: number;
  /** Told of connections that broke while nobody used them; the pool replaces them by itself. */
  readonly log?: { warn(details: object, message: string): void };
}

/** Sends one statement on a connection that somebody else opened. */
export type Query = <Row>(statement: Statement<Row>) => Promise<readonly Row[]>;

export interface Database {
  readonly dataSource: DataSource;
  /** One statement in a workspace, in one round trip, which it shares with whatever else is read there in the same tick. */
  read<Row>(workspaceId: WorkspaceId, statement: Statement<Row>): Promise<readonly Row[]>;
  /** Several at once, still one round trip; they are answered in the order given, each from its own snapshot. */
  readAll<Rows extends readonly unknown[]>(
    workspaceId: WorkspaceId,
    statements: { readonly [Index in keyof Rows]: Statement<Rows[Index]> },
  ): Promise<{ readonly [Index in keyof Rows]: readonly Rows[Index][] }>;
  /** For what is asked only once an answer is there. Read only; `run` may run again after a lost connection. */
  inWorkspace<T>(workspaceId: WorkspaceId, run: (query: Query) => Promise<T>): Promise<T>;
  /** Outside every workspace: the doorstep functions, and nothing else answers anything there. */
  ask<Row>(statement: Statement<Row>): Promise<readonly Row[]>;
  /** A connection for a transaction of one's own: release it, with an error if its state is in doubt. */
  connect(): Promise<PoolClient>;
  /** Opens all connections of the pool, as far as the server lets it: then nobody who comes later waits for that. */
  warm(): Promise<void>;
  /** How many of the pool's connections somebody has right now. */
  readonly held: number;
  close(): Promise<void>;
}

type TypeParser = (value: string) => unknown;
/**
 * Positions and counts are far below 2^53: plain numbers. A ring of a thousand agents is split, not read letter by letter: no
 * uuid needs a quote.
 */
const parsers: ReadonlyMap<number, TypeParser> = new Map<number, TypeParser>([
  [20, Number],
  [2951, (text) => (text === '{}' ? [] : text.slice(1, -1).split(','))],
]);
const typeParsers: CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary'): TypeParser =>
    parsers.get(oid) ?? (types.getTypeParser(oid, format) as TypeParser),
};

export function sendOn(client: ClientBase): Query {
  return async <Row>({ name, text, values }: Statement<Row>): Promise<readonly Row[]> => {
    const result: QueryResult = await client.query({ name, text, values: [...values] });
    return result.rows as Row[];
  };
}

/** Prepared like the others: what is not is sent at once and by itself. */
export const begin = define<[]>('begin', 'BEGIN');
const beginReading = define<[]>('begin_reading', 'BEGIN READ ONLY');

export function enterWorkspace(workspaceId: WorkspaceId): Statement<{ now: Date }> {
  return {
    name: 'workspace_enter',
    text: `/* workspace_enter */ SELECT set_config('app.workspace', $1, true), parley_now() AS now`,
    values: [workspaceId],
  };
}

/** A checked-out connection that breaks tells its queries; without a listener the event itself would end the process. */
function silent(): void {}

async function checkOut(pool: Pool): Promise<PoolClient> {
  const client = await pool.connect();
  if (client.listenerCount('error') === 0) client.on('error', silent);
  return client;
}

async function checkOutForTransaction(pool: Pool, places: Places): Promise<PoolClient> {
  await places.enter();
  try {
    const client = await checkOut(pool);
    const release = client.release.bind(client);
    client.release = (broken) => {
      places.leave();
      release(broken);
    };
    return client;
  } catch (error) {
    places.leave();
    throw error;
  }
}

async function readOnly<T>(pool: Pool, workspaceId: WorkspaceId, run: (query: Query) => Promise<T>): Promise<T> {
  const client = await checkOut(pool);
  let broken: Error | undefined;
  try {
    const query = sendOn(client);
    const begun = Promise.all([query(beginReading()), query(enterWorkspace(workspaceId))]);
    const outcome = await Promise.allSettled([run(query), begun]);
    return valueOf(outcome[0], outcome[1]);
  } finally {
    await client.query('COMMIT').catch((error: Error) => (broken = error));
    client.release(broken);
  }
}

/** The value, unless the statement before it failed: then that is the reason. */
function valueOf<T>(value: PromiseSettledResult<T>, before: PromiseSettledResult<unknown>): T {
  if (before.status === 'rejected') throw before.reason;
  if (value.status === 'rejected') throw value.reason;
  return value.value;
}

async function readTogether(
  pool: Pool,
  workspaceId: WorkspaceId,
  statements: readonly Statement<unknown>[],
): Promise<readonly (readonly unknown[])[]> {
  const client = await checkOut(pool);
  const query = sendOn(client);
  const sent = [
    query(beginReading()),
    query(enterWorkspace(workspaceId)),
    ...statements.map((statement) => query(statement)),
    client.query('COMMIT'),
  ];
  const outcome = await Promise.allSettled(sent);
  const last = outcome.at(-1);
  client.release(last?.status === 'rejected' ? (last.reason as Error) : undefined);
  const failed = outcome.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return outcome.slice(2, -1).map((result) => (result as PromiseFulfilledResult<readonly unknown[]>).value);
}

export async function openDatabase({ url, poolSize, log }: DatabaseOptions): Promise<Database> {
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    poolSize,
    entities: [...entities],
    installExtensions: false,
    applicationName: 'parley',
    connectTimeoutMS: 10_000,
    poolErrorHandler: (error: Error) => log?.warn({ err: error }, 'An idle database connection broke.'),
    extra: {
      pipeline: true,
      stream: () => new GatheringSocket(),
      types: typeParsers,
      // Asked of the server for every connection before anybody has it: one that cannot become parley_app is never used.
      onConnect: (client: ClientBase) => client.query('SET ROLE parley_app'),
      keepAlive: true,
      // None is closed for being idle: ten milliseconds for a new one are not what the first of a crowd should pay.
      min: poolSize,
      statement_timeout: 30_000,
      lock_timeout: 10_000,
      idle_in_transaction_session_timeout: 30_000,
    },
  });
  await dataSource.initialize();
  const pool = (dataSource.driver as PostgresDriver).master as Pool;
  const places = new Places(placesOf(poolSize));
  return {
    dataSource,
    read: createGatheredReads((workspaceId, statements) =>
      withRetries(() => readTogether(pool, workspaceId, statements)),
    ),
    readAll: <Rows extends readonly unknown[]>(
      workspaceId: WorkspaceId,
      statements: { readonly [Index in keyof Rows]: Statement<Rows[Index]> },
    ) =>
      withRetries(() => readTogether(pool, workspaceId, statements)) as Promise<{
        readonly [Index in keyof Rows]: readonly Rows[Index][];
      }>,
    inWorkspace: (workspaceId, run) => withRetries(() => readOnly(pool, workspaceId, run)),
    ask: (statement) =>
      withRetries(async () => {
        const client = await checkOut(pool);
        let broken: Error | undefined;
        try {
          return await sendOn(client)(statement);
        } catch (error) {
          if (!isAnswered(error)) broken = error as Error;
          throw error;
        } finally {
          client.release(broken);
        }
      }),
    connect: () => checkOutForTransaction(pool, places),
    warm: async () => {
      const opened = await Promise.allSettled(Array.from({ length: poolSize }, () => checkOut(pool)));
      for (const one of opened) if (one.status === 'fulfilled') one.value.release();
    },
    get held() {
      return pool.totalCount - pool.idleCount;
    },
    close: () => dataSource.destroy(),
  };
}
