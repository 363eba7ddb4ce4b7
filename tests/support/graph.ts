/**
 * The graph without its transports: the real schema on the real database, relay and leases, asked as whoever one likes. What
 * HTTP and the socket add (tokens, limits, masks, frames) is tested on the server; what the graph answers is tested here.
 */
import { execute, type ExecutionResult, type GraphQLError } from 'graphql';
import type { Actor } from '../../src/auth/actor';
import { createAuthenticator } from '../../src/auth/authenticate';
import { createRelay } from '../../src/events/relay';
import type { StoredEvent } from '../../src/events/topics';
import type { Context, Cursors } from '../../src/resolvers/context';
import type { Plan } from '../../src/routing/terms';
import type { Caller } from '../../src/server/caller';
import { createContextOf } from '../../src/server/context';
import { createCursors } from '../../src/server/cursors';
import { createLoaders } from '../../src/server/loaders';
import { createReachability } from '../../src/server/reachability';
import { subscribeFresh } from '../../src/server/subscribe';
import type { Database } from '../../src/stores/database';
import { createEventLog } from '../../src/stores/event-log.store';
import { createReads } from '../../src/stores/reads/reads';
import { createSessionDirectory } from '../../src/stores/session-directory.store';
import { openTestDatabase, type TestDatabase } from './database';
import { patienceMs } from './happenings';
import { createMemoryBus } from './memory-bus';
import { documentOf, schema } from './once/graph-schema';
import { createStage, type Stage } from './stage';

/** Whatever an answer holds: the document says what it is. */
export type Data = ReturnType<JSON['parse']>;
export type Variables = Readonly<Record<string, unknown>>;

export interface Graph {
  readonly db: TestDatabase;
  readonly stage: Stage;
  readonly cursors: Cursors;
  readonly schema: typeof schema;
  /** Null: without a token. */
  as(actor: Actor | null): Asker;
  /** What the resolvers are given for that caller. */
  contextOf(actor: Actor): Context;
  /** What happens while a listener is being opened, before it hears anything. */
  meanwhile: (() => Promise<unknown>) | null;
  /** As if another process had written what is announced from now on: it comes without what only the writer has. */
  isWrittenElsewhere: boolean;
  /** Every SQL statement that ran meanwhile, by name, but for those that open and close a transaction. */
  statements(run: () => Promise<unknown>): Promise<readonly string[]>;
  /** Subscriptions that are still open. */
  readonly open: number;
  close(): Promise<void>;
}

export interface Asker {
  /** Whose rights count from now on, on open streams too. */
  actor: Actor | null;
  ask(document: string, variables?: Variables): Promise<ExecutionResult<Data>>;
  /** The data of an answer without errors. */
  data(document: string, variables?: Variables): Promise<Data>;
  /** The code of the one error, with its path. */
  refusal(document: string, variables?: Variables): Promise<string>;
  listen(document: string, variables?: Variables): Promise<Stream>;
}

export interface Stream {
  /** The data of the next event; null: the operation has completed. */
  next(): Promise<Data>;
  leave(): Promise<void>;
}

export async function openGraph(options: { readonly plan?: Plan } = {}): Promise<Graph> {
  const db = await openTestDatabase();
  const ran: string[] = [];
  const database = recording(db.database, ran);
  const log = createEventLog(database);
  const relay = createRelay({ log, bus: createMemoryBus() });
  const stage = await createStage(db, {
    ...options,
    announce: (events) => relay.announce(graph.isWrittenElsewhere ? events.map(withoutMessage) : events),
  });
  const typing = { announce: (typed: Parameters<typeof relay.announceTyping>[0]) => relay.announceTyping(typed) };
  const ports = { ...stage.ports, typing };
  const reachability = createReachability({ ports, processId: 'graph' });
  const cursors = createCursors();
  const now = (): number => performance.now();
  const contextOf = createContextOf({
    ports,
    log,
    feed: {
      listen: async (...args) => {
        await graph.meanwhile?.();
        return relay.listen(...args);
      },
    },
    cursors,
    reachability,
    throttle: () => Promise.resolve(),
    authenticator: createAuthenticator({ sessions: createSessionDirectory(database, now), now }),
    readsOf: (workspaceId) => createReads(database, workspaceId),
    loadersOf: (reads, actor) => createLoaders({ reads, actor, log, scripts: stage.ports.scripts }),
  });
  const streams = new Set<Stream>();
  const graph: Graph = {
    meanwhile: null,
    isWrittenElsewhere: false,
    db,
    stage,
    cursors,
    schema,
    as: (actor) => askerOf(actor, contextOf, streams),
    contextOf: (actor) => contextOf(callerOf(() => actor)),
    statements: async (run) => {
      const from = ran.length;
      await run();
      return ran.slice(from);
    },
    get open() {
      return streams.size;
    },
    close: async () => {
      for (const stream of streams) await stream.leave();
      relay.close();
      await reachability.close();
      await db.close();
    },
  };
  return graph;
}

function withoutMessage(stored: StoredEvent): StoredEvent {
  return 'message' in stored.event ? { ...stored, event: { ...stored.event, message: undefined } } : stored;
}

function askerOf(actor: Actor | null, contextOf: ReturnType<typeof createContextOf>, streams: Set<Stream>): Asker {
  const asker: Asker = {
    actor,
    async ask(document, variables = {}) {
      const args = operationOf(document, variables);
      return (await execute({ ...args, contextValue: contextOf(caller) })) as ExecutionResult<Data>;
    },
    async data(document, variables) {
      const { data, errors } = await asker.ask(document, variables);
      if (errors !== undefined) throw new Error(errors.map(sayOf).join('; '));
      return data ?? {};
    },
    async refusal(document, variables) {
      const { errors = [] } = await asker.ask(document, variables);
      return errors.map(sayOf).join('; ');
    },
    async listen(document, variables = {}) {
      const answer = await subscribeFresh({ ...operationOf(document, variables), contextValue: contextOf(caller) });
      if (!(Symbol.asyncIterator in answer)) throw new Error((answer.errors ?? []).map(sayOf).join('; '));
      return streamOf(answer, streams);
    },
  };
  const caller = callerOf(() => asker.actor);
  return asker;
}

function callerOf(actorNow: () => Actor | null): Caller {
  return {
    token: null,
    address: '127.0.0.1',
    origin: null,
    baseUrl: 'https://parley.example',
    identity: () => {
      const actor = actorNow();
      return actor === null ? null : { actor, allowedOrigins: [] };
    },
  };
}

function operationOf(source: string, variables: Variables) {
  return { schema, document: documentOf(source), variableValues: variables };
}

function sayOf({ message, path, extensions }: GraphQLError): string {
  const code = typeof extensions['code'] === 'string' ? extensions['code'] : `BUG ${message}`;
  return path === undefined ? code : `${code} at ${path.join('.')}`;
}

function streamOf(source: AsyncIterableIterator<ExecutionResult>, streams: Set<Stream>): Stream {
  const stream: Stream = {
    async next() {
      const { value, done } = (await inTime(source.next())) as IteratorResult<ExecutionResult<Data>, undefined>;
      if (done === true) {
        streams.delete(stream);
        return null;
      }
      if (value.errors !== undefined) throw new Error(value.errors.map(sayOf).join('; '));
      return value.data ?? {};
    },
    async leave() {
      streams.delete(stream);
      await inTime(Promise.resolve(source.return?.()));
    },
  };
  streams.add(stream);
  return stream;
}

async function inTime<T>(promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('Nothing came in time.')), patienceMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The same database, which also writes down the name of each statement that the graph sends. */
function recording(database: Database, ran: string[]): Database {
  return {
    ...database,
    read: (workspaceId, statement) => {
      ran.push(statement.name);
      return database.read(workspaceId, statement);
    },
    readAll: (workspaceId, statements) => {
      for (const { name } of statements as readonly { readonly name: string }[]) ran.push(name);
      return database.readAll(workspaceId, statements);
    },
    inWorkspace: (workspaceId, run) =>
      database.inWorkspace(workspaceId, (query) =>
        run((statement) => {
          ran.push(statement.name);
          return query(statement);
        }),
      ),
    ask: (statement) => {
      ran.push(statement.name);
      return database.ask(statement);
    },
  };
}
