/**
 * How GraphiQL reaches the graph: queries and mutations by POST, subscriptions over graphql-transport-ws. Both carry the
 * token of the tab's own headers, so two tabs can be two people.
 */
import { type Client, createClient } from 'graphql-ws';
import { type Json, rememberId, withIds } from './ids';

export interface Params {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: { readonly [name: string]: Json } | null;
}
export type Headers = Readonly<Record<string, string>>;

const sockets = new Map<string, Client>();

function authorizationOf(headers: Headers): string {
  const name = Object.keys(headers).find((each) => each.toLowerCase() === 'authorization');
  return name === undefined ? '' : (headers[name] ?? '');
}

function socketFor(authorization: string): Client {
  const known = sockets.get(authorization);
  if (known) return known;
  const url = new URL('/graphql', location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const client = createClient({
    url: url.href,
    lazy: true,
    retryAttempts: 5,
    connectionParams: authorization === '' ? {} : { authorization },
  });
  sockets.set(authorization, client);
  return client;
}

interface Operation {
  readonly kind: string;
  readonly name: string | undefined;
}

/** Comments and strings are no operations. */
function operationsOf(query: string): readonly Operation[] {
  const bare = query.replace(/"""[\s\S]*?"""|"(?:\\.|[^"\\])*"|#.*/g, '');
  const found = bare.matchAll(/(?:^|})\s*(query|mutation|subscription)\b\s*(\w+)?/g);
  return [...found].map(([, kind = '', name]) => ({ kind, name }));
}

export function fetchGraph(params: Params, options?: { readonly headers?: Headers }): unknown {
  const headers = options?.headers ?? {};
  const { query } = params;
  const filled = withIds(params.variables ?? null);
  if ('runFirst' in filled) {
    const message = `Run ${filled.runFirst} first: its answer has the id that this tab asks for. Or put an id into the variables.`;
    return Promise.resolve({ errors: [{ message }] });
  }
  const { variables } = filled;
  const operations = operationsOf(query);
  const named = operations.find(({ name }) => name !== undefined && name === params.operationName);
  // Right after a change of tabs GraphiQL still names the last tab's operation.
  const meant = named ?? operations[0];
  const operationName = meant?.name;
  if (meant?.kind === 'subscription') {
    return socketFor(authorizationOf(headers)).iterate({
      query,
      operationName,
      variables: variables as Record<string, unknown> | null,
    });
  }
  return fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify({ query, operationName, variables }),
  })
    .then((response) => response.json())
    .then((answer: unknown) => {
      rememberId(operationName, answer);
      return answer;
    });
}
