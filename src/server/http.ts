/**
 * The graph over HTTP: Fastify in front, Apollo Server behind, the guard between them.
 *
 * What the guard refuses is answered here; what passes reaches the engine as a document that is parsed and validated already.
 * Without a guard this is the bare binding, whose every option the caller may set: that is how the engine's own conformance
 * suite drives it.
 */
import { finished } from 'node:stream/promises';
import { ApolloServer, type ApolloServerOptions, type ApolloServerPlugin, type BaseContext } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type DocumentNode, type GraphQLFormattedError, OperationTypeNode } from 'graphql';
import { type ErrorPresenter, publicError } from './errors';
import type { Guard } from './guard';
import { addHeaders, answerErrors, badRequest, methodNotAllowed, shapeFault } from './http-answers';
import type { Log } from './log';
import { preferredType } from './media-type';

export interface HttpOptions<Context extends BaseContext> {
  readonly log: Log;
  readonly presenter: ErrorPresenter;
  readonly guard?: Guard;
  readonly contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<Context>;
  readonly path?: string;
  readonly bodyLimit?: number;
  /** The engine's own options, over ours. */
  readonly apollo?: Partial<ApolloServerOptions<Context>>;
}

export interface Http<Context extends BaseContext> {
  readonly app: FastifyInstance;
  readonly apollo: ApolloServer<Context>;
  /** Stops accepting, lets requests that are under way finish, and resolves then. */
  readonly close: () => Promise<void>;
}

/**
 * Dialogs to import are up to a million characters, and a quarter more as text inside JSON; a picture of 256 kB is 350 kB as a
 * data URL; the document itself is held to 64 KiB by the guard.
 */
const bodyLimit = 1_280 * 1024;

export async function createHttp<Context extends BaseContext>(options: HttpOptions<Context>): Promise<Http<Context>> {
  const app = fastify({
    bodyLimit: options.bodyLimit ?? bodyLimit,
    // Of a whole request: who sends a byte a minute holds a connection no longer than this.
    requestTimeout: 30_000,
    // Above the minute after which common load balancers give up an idle connection, so that they are the first.
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
  });
  addHeaders(app);
  letFinishSending(app, options.bodyLimit ?? bodyLimit);
  if (options.guard !== undefined) {
    // JSON is all that is understood: forms and plain text are what a foreign page can send without being asked.
    app.removeContentTypeParser('text/plain');
    answerErrors(app, options.presenter);
  }

  const apollo = new ApolloServer<Context>(apolloOptions(app, options) as ApolloServerOptions<Context>);
  await apollo.start();
  addGraph(app, apollo, options);
  return { app, apollo, close: () => closeOnceIdle(app, apollo) };
}

/** A picture or an export that somebody took for small enough. What is larger is no mistake, and is cut off. */
const sentInVain = 32 * 1024 * 1024;

/**
 * A body above the limit is thrown away as it comes, and then refused: whoever is refused while still sending gets a broken
 * line instead of the answer, because the line is closed with what they sent unread.
 */
function letFinishSending(app: FastifyInstance, limit: number): void {
  app.addHook('preParsing', async (request, _reply, payload) => {
    const announced = Number(request.headers['content-length'] ?? 0);
    if (announced > limit && announced <= sentInVain) await finished(payload.resume()).catch(() => undefined);
    return payload;
  });
}

/** What is under way at the end leaves its connection open when it is done, and the engine would wait 10 s for it to go. */
const lookForIdleEveryMs = 50;

async function closeOnceIdle(app: FastifyInstance, apollo: { stop(): Promise<void> }): Promise<void> {
  const looking = setInterval(() => app.server.closeIdleConnections(), lookForIdleEveryMs);
  try {
    await apollo.stop();
  } finally {
    clearInterval(looking);
  }
}

function apolloOptions<Context extends BaseContext>(
  app: FastifyInstance,
  { guard, presenter, log, apollo }: HttpOptions<Context>,
): Partial<ApolloServerOptions<Context>> {
  const drain: ApolloServerPlugin<Context> = fastifyApolloDrainPlugin(app);
  const binding: Partial<ApolloServerOptions<Context>> = {
    stopOnTerminationSignals: false,
    ...apollo,
    plugins: [drain, ...(apollo?.plugins ?? [])],
  };
  if (guard === undefined) return binding;
  return {
    schema: guard.schema,
    // Introspection is the guard's to refuse; a second rule here would only be a second wording.
    introspection: true,
    documentStore: storeOf(guard),
    formatError: (_formatted: GraphQLFormattedError, error: unknown) => presenter.present(error),
    includeStacktraceInErrorResponses: false,
    executionOptions: { maxCoercionErrors: 5 },
    csrfPrevention: true,
    persistedQueries: false,
    logger: {
      // The engine writes whole errors into its messages.
      debug: () => undefined,
      info: () => undefined,
      warn: () => log.warn('The GraphQL engine warned.'),
      error: () => log.error('The GraphQL engine failed.'),
    },
    ...binding,
    plugins: [...(binding.plugins ?? []), ...disabledPlugins(), statusBySpecification],
  } as Partial<ApolloServerOptions<Context>>;
}

function disabledPlugins(): readonly ApolloServerPlugin[] {
  return [
    // Costs 40 % of a 50-row list's time, and nothing here is cached by anybody.
    ApolloServerPluginCacheControlDisabled(),
    ApolloServerPluginInlineTraceDisabled(),
    ApolloServerPluginLandingPageDisabled(),
    ApolloServerPluginSchemaReportingDisabled(),
    ApolloServerPluginUsageReportingDisabled(),
  ];
}

/**
 * The HTTP specification for GraphQL: a well-formed request whose document or variables are refused is 200 in
 * `application/json`, and 400 only where the client asked for `application/graphql-response+json`.
 */
const statusBySpecification: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse({ request, response }) {
        const accept = request.http?.headers.get('accept');
        const isRefused = response.http.status === 400 && Boolean(request.query);
        if (isRefused && preferredType(accept) === 'application/json') response.http.status = 200;
        return Promise.resolve();
      },
    }),
};

/** The engine asks by prefix and hash; what it would store has been kept by the guard already. */
function storeOf(guard: Guard): ApolloServerOptions<BaseContext>['documentStore'] {
  return {
    get: (key: string): Promise<DocumentNode | undefined> => Promise.resolve(guard.findDocument(key.slice(-64))),
    set: () => Promise.resolve(),
    delete: () => Promise.resolve(true),
  };
}

function addGraph<Context extends BaseContext>(
  app: FastifyInstance,
  apollo: ApolloServer<Context>,
  options: HttpOptions<Context>,
): void {
  const answer = fastifyApolloHandler(apollo, { context: options.contextOf });
  app.route({
    method: ['GET', 'POST', 'HEAD', 'PUT', 'PATCH', 'DELETE'],
    url: options.path ?? '/graphql',
    exposeHeadRoute: false,
    preHandler: async (request, reply) => {
      if (options.guard === undefined) return;
      if (request.method !== 'GET' && request.method !== 'POST') return methodNotAllowed(reply, options.presenter);
      const fault = request.method === 'POST' ? shapeFault(request.body) : null;
      if (fault !== null) return badRequest(reply, options.presenter, fault);
      const errors = refusalsOf(options.guard, request);
      if (errors.length === 0) return;
      const type = preferredType(request.headers.accept) ?? 'application/json';
      return reply
        .code(type === 'application/json' ? 200 : 400)
        .header('content-type', `${type}; charset=utf-8`)
        .send(JSON.stringify({ errors: errors.map((error) => options.presenter.present(error)) }));
    },
    handler: answer,
  });
}

/** Empty for what passes, and for what has no document at all: the engine says that best. */
function refusalsOf(guard: Guard, request: FastifyRequest): readonly Error[] {
  const fields = request.method === 'GET' ? request.query : request.body;
  if (typeof fields !== 'object' || fields === null) return [];
  const { query, operationName, variables } = fields as Readonly<Record<string, unknown>>;
  if (typeof query !== 'string') return [];
  const verdict = guard.check({
    query,
    operationName: typeof operationName === 'string' ? operationName : null,
    variables: variablesOf(variables),
  });
  if (!verdict.ok) return verdict.errors;
  if (verdict.operation.operation !== OperationTypeNode.SUBSCRIPTION) return [];
  const message = 'Subscriptions come over the WebSocket at this address, sub-protocol graphql-transport-ws.';
  return [publicError('BAD_USER_INPUT', message)];
}

/** In an address they are JSON text. */
function variablesOf(variables: unknown): Readonly<Record<string, unknown>> {
  let value = variables;
  if (typeof value === 'string') {
    try {
      value = JSON.parse(value);
    } catch {
      return {};
    }
  }
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
