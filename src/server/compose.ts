/**
 * The whole process, wired by hand: nothing else constructs. Read it from the top to see what there is, and from the bottom to
 * see in which order it ends.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { GraphQLSchema } from 'graphql';
import type { Ports } from '../actions/ports';
import { createAuthenticator } from '../auth/authenticate';
import { createNotifyBus } from '../events/notify-bus';
import { createRelay } from '../events/relay';
import type { StoredEvent } from '../events/topics';
import { createJobs } from '../jobs/runner';
import { resolvers } from '../resolvers';
import type { Context } from '../resolvers/context';
import { createSchema } from '../schema/build-schema';
import { globalId } from '../schema/global-ids';
import { type Database, openDatabase } from '../stores/database';
import { createDoorstep, type ServerDoorstep } from '../stores/doorstep.store';
import { createDueQueue } from '../stores/due-queue.store';
import { createEventLog } from '../stores/event-log.store';
import { newId } from '../stores/ids';
import { keptForReading } from '../stores/places';
import { createReads } from '../stores/reads/reads';
import { createSessionDirectory } from '../stores/session-directory.store';
import { createScriptCache } from '../stores/script-cache';
import { createSharedRequests } from '../stores/shared-requests';
import { createSharedWork } from '../stores/shared-work';
import { createUnitOfWork, keptRouting } from '../stores/unit-of-work';
import { cleanHtml } from './clean-html';
import { readCsv } from './csv';
import { callerOf } from './caller';
import { createCatalog } from './catalog';
import type { Config } from './config';
import { createContextOf } from './context';
import { createCursors } from './cursors';
import type { DemoDetails } from './demo-routes';
import { createErrorPresenter } from './errors';
import { createGuard } from './guard';
import { createHttp } from './http';
import { createLoaders } from './loaders';
import { createLog, type Log } from './log';
import { createOutward } from './outward';
import { noOutward } from './outward-config';
import { addPages, builtClientsDir, rootDir } from './pages';
import { createAddressOf } from './peer-address';
import { createReachability } from './reachability';
import { createReplays } from './replays';
import { tellRevocations } from './revocations';
import { askBehindCommit, askBehindSharedCommit, createRouterCalls } from './router-calls';
import { createSecrets } from './secrets';
import { createSessions } from './sessions';
import { runSteps } from './shutdown';
import type { SocketLimits } from './socket';
import { createThrottle, type ThrottleLimits } from './throttle';
import { createWebSocket } from './ws';

export interface ComposeOptions {
  readonly config: Config;
  /** The owner's, migrated already. */
  readonly databaseUrl: string;
  readonly log?: Log;
  readonly poolSize?: number;
  readonly throttle?: ThrottleLimits;
  readonly sockets?: Partial<SocketLimits>;
  readonly readDemo?: () => Promise<DemoDetails | null>;
  /** Made already: it holds no state, and several processes in one can share it. */
  readonly schema?: GraphQLSchema;
  /** Done before anybody can ask: whoever gets the first answer finds everything there. */
  readonly beforeListening?: (made: Pick<Parley, 'ports' | 'doorstep' | 'database'>) => Promise<void>;
}

export interface OpenThings {
  readonly sockets: number;
  /** Tokens with an open socket. */
  readonly sessions: number;
  /** Subscriptions that listen for events. */
  readonly listeners: number;
  /** Of the database's pool, in somebody's hands. */
  readonly connections: number;
}

export interface Parley {
  /** `http://127.0.0.1:4000` */
  readonly url: string;
  readonly port: number;
  readonly database: Database;
  readonly doorstep: ServerDoorstep;
  readonly ports: Ports;
  readonly log: Log;
  /** What is open right now; all zero behind `close`. */
  counts(): OpenThings;
  close(): Promise<void>;
}

/** Transactions at two for each core: more of them wait for each other's locks and make every message dearer. */
const poolSize = Math.max(6, 2 * availableParallelism()) + keptForReading;
const now = (): number => performance.now();
const { version } = JSON.parse(readFileSync(join(rootDir, 'package.json'), 'utf8')) as { version: string };

export async function compose(options: ComposeOptions): Promise<Parley> {
  const { config } = options;
  const log = options.log ?? createLog({ level: config.logLevel });
  const core = await composeCore(options, log);
  const edge = await composeEdge(options, core);
  const { database, doorstep, ports, sessions, relay, bus, jobs } = core;
  const { app, sockets } = edge;
  const close = once(() => stop(core, edge));
  try {
    await bus.start();
    await jobs.start();
    sessions.start();
    await options.beforeListening?.({ ports, doorstep, database });
    await app.listen({ port: config.port, host: config.host });
  } catch (error) {
    await close();
    throw error;
  }
  const { port } = app.server.address() as AddressInfo;
  core.address.url = `http://${hostInUrl(config.host)}:${port}`;
  const counts = (): OpenThings => ({
    sockets: sockets.open,
    sessions: sessions.size,
    listeners: relay.listeners,
    connections: database.held,
  });
  return { url: core.address.url, port, database, doorstep, ports, log, counts, close };
}

/** What the actions need, and what tells of their commits. */
async function composeCore(options: ComposeOptions, log: Log) {
  const { config, databaseUrl } = options;
  const database = await openDatabase({ url: databaseUrl, poolSize: options.poolSize ?? poolSize, log });
  const doorstep = createDoorstep(database);
  const directory = createSessionDirectory(database, now);
  const authenticator = createAuthenticator({ sessions: directory, now });
  const sessions = createSessions({ directory, log, onEnded: (key) => authenticator.forget(key) });
  const bus = createNotifyBus({ connectionString: databaseUrl, logger: log });
  const eventLog = createEventLog(database);
  const relay = createRelay({ log: eventLog, bus, logger: log });
  const catalog = createCatalog({ database, bus, logger: log });

  const recheck = (subject: string): void => {
    directory.forgetOrigins(subject);
    authenticator.forget(subject);
    sessions.recheck(subject);
  };
  bus.subscribe({
    onHint: (hint) => {
      if (hint.kind === 'REVOKED') recheck(hint.subjectId);
    },
    // What was missed meanwhile, the next sweep finds.
    onReconnect: () => undefined,
  });
  const announce = (events: readonly StoredEvent[]): void => {
    catalog.announce(events);
    relay.announce(events);
  };
  const kept = keptRouting();
  const wake = (at: Date): void => jobs.wake(at);
  const committed = createUnitOfWork({ database, kept, announce, wake });
  const told = tellRevocations(committed, (workspaceId, subjectId) => {
    recheck(subjectId);
    bus.publish({ kind: 'REVOKED', workspaceId, subjectId });
  });
  const routerCalls = createRouterCalls(() => ports, log);
  const work = askBehindCommit(told, routerCalls);
  /** The port is known once it is listened on. */
  const address = { url: `http://${hostInUrl(config.host)}:${config.port}` };
  /** For mails. */
  const baseUrl = (): string => config.publicUrl ?? address.url;
  const outward = createOutward({ ...(config.outward ?? noOutward), ...config, baseUrl });
  const replays = createReplays({ log });
  const ports: Ports = {
    work,
    sharedWork: createSharedWork({ database, work, announce }),
    sharedRequests: askBehindSharedCommit(
      createSharedRequests({ database, kept, work: told, announce, wake }),
      routerCalls,
    ),
    doorstep,
    secrets: createSecrets(),
    scripts: createScriptCache(),
    ...outward,
    catalog,
    typing: { announce: (typing) => relay.announceTyping(typing) },
    cleanHtml,
    readCsv,
    replays,
    conversationUrl: (id) => `${baseUrl()}/inbox/conversations/${globalId('Conversation', id)}`,
    newId,
  };
  const jobs = createJobs({ due: createDueQueue(database), slow: createDueQueue(database, 'SLOW'), ports, log });
  const reachability = createReachability({ ports, processId: randomUUID(), logger: log });
  return {
    log,
    database,
    doorstep,
    directory,
    authenticator,
    sessions,
    bus,
    eventLog,
    relay,
    catalog,
    outward,
    routerCalls,
    replays,
    ports,
    jobs,
    reachability,
    address,
  };
}
type Core = Awaited<ReturnType<typeof composeCore>>;

/** What listens: the graph on both transports behind one guard, and the pages. */
async function composeEdge(options: ComposeOptions, core: Core) {
  const { production } = options.config;
  const { log, database, doorstep, directory, authenticator, sessions, eventLog, relay, ports, reachability } = core;
  const schema = options.schema ?? createSchema(resolvers);
  const guard = createGuard({ schema, introspection: !production });
  const presenter = createErrorPresenter({ log, hideSuggestions: production });
  const contextOf = createContextOf({
    ports,
    log: eventLog,
    feed: relay,
    cursors: createCursors(),
    reachability,
    throttle: createThrottle(options.throttle, (knock) => doorstep.knock(knock)),
    authenticator,
    readsOf: (workspaceId) => createReads(database, workspaceId),
    loadersOf: (reads, actor) => createLoaders({ reads, actor, log: eventLog, scripts: ports.scripts }),
  });
  const addressOf = createAddressOf(options.config.trustedProxies ?? []);
  const { app, close } = await createHttp<Context>({
    log,
    presenter,
    guard,
    contextOf: async (request) => contextOf(await callerOf({ authenticator, addressOf }, request)),
  });
  addPages(app, {
    production,
    schema,
    health: { version, ask: () => doorstep.findWorkspaceByKey('') },
    pictures: { find: (hash) => doorstep.findPicture(hash) },
    clientsDir: builtClientsDir,
    readDemo: options.readDemo ?? (() => Promise.resolve(null)),
  });
  const edge = { guard, presenter, authenticator, sessions, log, contextOf, addressOf };
  const sockets = createWebSocket({
    server: app.server,
    ...edge,
    limits: options.sockets,
    isKnownOrigin: (origin) => directory.isKnownOrigin(origin),
  });
  return { app, sockets, closeHttp: close };
}
type Edge = Awaited<ReturnType<typeof composeEdge>>;

/** From the outside in: who calls first, what everybody stands on last. */
async function stop(core: Core, { sockets, closeHttp }: Edge): Promise<void> {
  const { sessions, jobs, reachability, relay, catalog, bus, database, log } = core;
  await runSteps(
    [
      // Together: a request that is under way may be what a socket's client waits for, and no new ones come either way.
      { name: 'sockets and requests', run: () => Promise.all([sockets.close(), closeHttp()]) },
      { name: 'sessions', run: () => Promise.resolve(sessions.stop()) },
      { name: 'jobs', run: () => jobs.stop() },
      { name: 'replays', run: () => core.replays.close() },
      { name: 'routers', run: () => core.outward.routers.close().then(() => core.routerCalls.settled()) },
      { name: 'mailer', run: () => Promise.resolve(core.outward.mailer?.close()) },
      { name: 'reachability', run: () => reachability.close() },
      { name: 'relay', run: () => Promise.resolve(relay.close()) },
      { name: 'catalog', run: () => Promise.resolve(catalog.close()) },
      { name: 'bus', run: () => bus.stop() },
      { name: 'database', run: () => database.close() },
    ],
    log,
  );
}

/** Addresses are for people: nobody can open 0.0.0.0. */
function hostInUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

function once(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  return () => (running ??= run());
}
