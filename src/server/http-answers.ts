/** What every HTTP answer has: headers that keep browsers strict, and errors in the graph's shape, whoever makes them. */
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { type ErrorPresenter, publicError } from './errors';

/**
 * Our own pages load only from here, and speak to this server and no other. Styles may be inline (React and GraphiQL set
 * them), scripts may not.
 */
const pagePolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob: https:",
  "font-src 'self' data:",
  "connect-src 'self' ws: wss:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'self'",
];

const strictHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': pagePolicy.join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'cross-origin-opener-policy': 'same-origin',
};

/**
 * The widget lives on foreign pages, so anybody's script may call; it brings a token or it is nobody, and there are no
 * cookies that could be ridden on. Which origins may use a workspace is asked once the workspace is known.
 */
const openToPages: Readonly<Record<string, string>> = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'access-control-expose-headers': 'retry-after',
};
const preflight: Readonly<Record<string, string>> = {
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers': 'authorization, content-type, apollo-require-preflight, x-apollo-operation-name',
  'access-control-max-age': '86400',
};

const everyHeader = { ...strictHeaders, ...openToPages };

export function addHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers(everyHeader);
    if (request.method === 'OPTIONS') return reply.headers(preflight).code(204).send();
  });
  // Otherwise an unknown path's preflight would be a 404.
  app.options('/*', (_request, reply) => reply.code(204).send());
}

export function answerErrors(app: FastifyInstance, presenter: ErrorPresenter): void {
  app.setErrorHandler<FastifyError>((error, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) return send(reply, 500, presenter.present(error));
    return send(reply, status, presenter.present(publicError('BAD_USER_INPUT', reasonOf(error, status))));
  });
  app.setNotFoundHandler((_request, reply) =>
    send(
      reply,
      404,
      presenter.present(publicError('BAD_USER_INPUT', 'There is nothing at this address. The graph is at /graphql.')),
    ),
  );
}

export function methodNotAllowed(reply: FastifyReply, presenter: ErrorPresenter): FastifyReply {
  void reply.header('allow', 'GET, POST');
  return send(reply, 405, presenter.present(publicError('BAD_USER_INPUT', 'Send a POST with a JSON body.')));
}

/** What is JSON and yet no request, in words that say what one looks like; null for what may be one. */
export function shapeFault(body: unknown): string | null {
  if (Array.isArray(body)) return 'Send one operation in each request: a JSON object with a `query`.';
  if (typeof body !== 'object' || body === null) return 'Send a JSON object with a `query`.';
  const { query, variables, operationName } = body as Readonly<Record<string, unknown>>;
  if (typeof query !== 'string') return 'Send the document as text in `query`.';
  const isObject = typeof variables === 'object' && !Array.isArray(variables);
  if (variables !== undefined && !isObject) return 'Send `variables` as a JSON object, not as text or a list.';
  const isName = operationName === undefined || operationName === null || typeof operationName === 'string';
  return isName ? null : 'Send `operationName` as text, or leave it out.';
}

export function badRequest(reply: FastifyReply, presenter: ErrorPresenter, message: string): FastifyReply {
  return send(reply, 400, presenter.present(publicError('BAD_USER_INPUT', message)));
}

function send(reply: FastifyReply, status: number, error: unknown): FastifyReply {
  return reply
    .code(status)
    .header('content-type', 'application/json; charset=utf-8')
    .send(JSON.stringify({ errors: [error] }));
}

function reasonOf(error: FastifyError, status: number): string {
  switch (status) {
    case 413:
      return 'This request is too large. Send a picture of at most 256 kB, an import of at most 1 MB, and a document of at most 64 KiB.';
    case 415:
      return 'Send JSON: set the header content-type to application/json.';
    case 400:
      return error.code === 'FST_ERR_CTP_EMPTY_JSON_BODY'
        ? 'The body is empty. Send a JSON object with a `query`.'
        : 'The body is not JSON. Send a JSON object with a `query`.';
    default:
      return 'This request cannot be understood.';
  }
}
