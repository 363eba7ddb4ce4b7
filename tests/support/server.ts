/**
 * The whole server as a client meets it: a composed process on a free port and a database of its own. Several processes on one
 * database: give the second one the first one's.
 */
import { Writable } from 'node:stream';
import { agentCreate, signIn } from '../../src/actions';
import type { AgentActor } from '../../src/auth/actor';
import { permissionsOfProfile } from '../../src/auth/profiles';
import type { Outcome } from '../../src/routing/refusal';
import { type AgentId, type AgentProfile, permissions, type Plan, type WorkspaceId } from '../../src/routing/terms';
import { compose, type ComposeOptions, type Parley } from '../../src/server/compose';
import { type Config, readConfig } from '../../src/server/config';
import { createLog } from '../../src/server/log';
import { globalId } from '../../src/schema/global-ids';
import { newId } from '../../src/stores/ids';
import { becomes } from './becomes';
import { openTestDatabase, type TestDatabase } from './database';
import { dial, type DialOptions, type Frame, type FrameSocket } from './frames';
import { schema } from './once/graph-schema';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Frame;
  readonly errors: readonly Frame[] | undefined;
}

export interface TestServer {
  readonly parley: Parley;
  readonly url: string;
  readonly db: TestDatabase;
  /** What was logged so far, line by line, as it was written. */
  readonly log: readonly string[];
  http(query: string, variables?: object, token?: string | null): Promise<Answer>;
  /** The request as it is; a string is a body that need not be JSON. */
  post(body: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  get(path: string, init?: RequestInit): Promise<Response>;
  /** Open and acknowledged. */
  socket(token?: string | null, options?: DialOptions): Promise<FrameSocket>;
  /** Upgraded, and nothing more. */
  dial(options?: DialOptions): ReturnType<typeof dial>;
  /** Closes what `socket` and `dial` opened, and fails on whatever the process still holds then. For `afterEach`. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export interface StartOptions extends Partial<Omit<ComposeOptions, 'config' | 'databaseUrl' | 'log'>> {
  readonly config?: Partial<Config>;
  /** Another process's: it is not closed with this one. */
  readonly db?: TestDatabase;
}

/** Nobody waits at the door unless the test is about waiting at the door. */
const openDoors = { atOnce: 100_000, perMinute: 100_000 };

export async function startServer(options: StartOptions = {}): Promise<TestServer> {
  const { config, db: shared, ...rest } = options;
  const db = shared ?? (await openTestDatabase());
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(...String(chunk).split('\n').filter(Boolean));
      done();
    },
  });
  const parley = await compose({
    config: { ...readConfig({ PORT: '0' }), ...config },
    databaseUrl: db.url,
    log: createLog({ level: 'info', destination }),
    poolSize: 8,
    throttle: openDoors,
    schema,
    ...rest,
  });
  const { url } = parley;
  const opened = new Set<FrameSocket>();
  const dialed: TestServer['dial'] = async (dialOptions) => {
    const socket = await dial(`${url.replace('http', 'ws')}/graphql`, dialOptions);
    if (!('refused' in socket)) opened.add(socket);
    return socket;
  };
  const post: TestServer['post'] = async (body, headers = {}) =>
    answerOf(
      await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    );
  const settle = async (): Promise<void> => {
    await Promise.all([...opened].map(async (socket) => socket.raw.readyState < 2 && socket.close()));
    opened.clear();
    const nothing = JSON.stringify({ sockets: 0, sessions: 0, listeners: 0, connections: 0 });
    await becomes(() => JSON.stringify(parley.counts()), nothing);
  };
  return {
    parley,
    url,
    db,
    log: lines,
    post,
    http: (query, variables, token = null) =>
      post({ query, variables }, token === null ? {} : { authorization: `Bearer ${token}` }),
    get: (path, init) => fetch(`${url}${path}`, init),
    dial: dialed,
    async socket(token = null, dialOptions) {
      const socket = await dialed(dialOptions);
      if ('refused' in socket) throw new Error(`The upgrade was refused with ${socket.refused}.`);
      await socket.init(token);
      return socket;
    },
    settle,
    async close() {
      await parley.close();
      if (shared === undefined) await db.close();
    },
  };
}

async function answerOf(response: Response): Promise<Answer> {
  const { status, headers } = response;
  const text = await response.text();
  let body: Frame;
  try {
    body = JSON.parse(text);
  } catch {
    throw new Error(`The answer is not JSON: ${status} ${text.slice(0, 200)}`);
  }
  return { status, headers, data: body.data, errors: body.errors };
}

export interface Person {
  readonly id: AgentId;
  readonly globalId: string;
  readonly email: string;
  readonly password: string;
  /** For actions of theirs. */
  readonly actor: AgentActor;
  signIn(): Promise<string>;
}

export interface TestWorkspace {
  readonly id: WorkspaceId;
  readonly key: string;
  /** Holds every permission; for actions that prepare a test. */
  readonly founder: AgentActor;
  person(profile?: AgentProfile): Promise<Person>;
  /** A visitor's token. */
  visitor(): Promise<string>;
}

export async function makeWorkspace(
  { parley }: Pick<TestServer, 'parley'>,
  plan: Plan = 'PRIME',
): Promise<TestWorkspace> {
  const { ports, doorstep } = parley;
  const key = `wk_${newId()}`;
  const id = await doorstep.createWorkspace({ key, name: 'Test', plan });
  const founder: AgentActor = { kind: 'AGENT', workspaceId: id, agentId: newId(), permissions: new Set(permissions) };
  return {
    id,
    key,
    founder,
    async person(profile = 'LIVE_AGENT') {
      const email = `${newId()}@people.example`;
      const password = 'correct horse battery';
      const agentId = got(
        await agentCreate(ports, founder, { name: 'Somebody', email, password, profile, capacity: null }),
      );
      return {
        id: agentId,
        globalId: globalId('Agent', agentId),
        email,
        password,
        actor: { ...founder, agentId, permissions: new Set(permissionsOfProfile[profile]) },
        signIn: async () => got(await signIn(ports, { email, password })).token,
      };
    },
    async visitor() {
      const { url } = parley;
      const query = `mutation($key: String!) { visitorSessionStart(input: { workspaceKey: $key }) { token } }`;
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables: { key } }),
      });
      const { data } = (await response.json()) as Frame;
      return data.visitorSessionStart.token as string;
    },
  };
}

export function got<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(outcome.refusals.map(({ code, message }) => `${code}: ${message}`).join('\n'));
}
