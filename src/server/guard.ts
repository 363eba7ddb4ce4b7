/**
 * The door of the graph, the same one for HTTP and for the socket: size, syntax, limits, validation, the choice of the
 * operation. What passes is kept, so that a document is parsed and validated once however many clients send it, and over
 * whichever transport.
 *
 * The limits come before validation (see document-limits.ts), and the cost behind it, since it needs types and variables.
 */
import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { compileCost } from './document-cost';
import { type DocumentLimits, documentLimits, excessesOf } from './document-limits';
import { publicError } from './errors';

export interface GuardedRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

export type Verdict =
  | { readonly ok: true; readonly document: DocumentNode; readonly operation: OperationDefinitionNode }
  | { readonly ok: false; readonly errors: readonly GraphQLError[] };

export interface Guard {
  readonly schema: GraphQLSchema;
  check(request: GuardedRequest): Verdict;
  /** A document that has passed, by the SHA-256 of its text in hex. */
  findDocument(sha256: string): DocumentNode | undefined;
}

interface GuardOptions {
  readonly schema: GraphQLSchema;
  readonly introspection: boolean;
  readonly limits?: DocumentLimits;
  readonly cache?: CacheLimits;
}

interface CacheLimits {
  readonly documents: number;
  readonly characters: number;
}

/** An error that is told to everyone costs as much as an answer: five say enough. */
const maxErrors = 5;

interface Prepared {
  readonly document: DocumentNode;
  readonly sha256: string;
  /** By operation name; the unnamed one is ''. */
  readonly costs: ReadonlyMap<string, (variables: Readonly<Record<string, unknown>>) => number>;
}

export function createGuard(options: GuardOptions): Guard {
  const { schema, limits = documentLimits } = options;
  const rules = options.introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
  const cache = new DocumentCache(options.cache ?? { documents: 1_000, characters: 4 * 1024 * 1024 });

  const prepare = (query: string): Prepared | readonly GraphQLError[] => {
    const document = read(query, limits);
    if (!('kind' in document)) return document;
    const excesses = excessesOf(document, limits);
    if (excesses.length > 0) return excesses.map((message) => publicError('GRAPHQL_VALIDATION_FAILED', message));
    const errors = validate(schema, document, rules, { maxErrors });
    if (errors.length > 0) return errors.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED'));
    return preparedOf(schema, document, query);
  };

  return {
    schema,
    check({ query, operationName, variables }) {
      const known = cache.find(query);
      const prepared = known ?? prepare(query);
      if (!('document' in prepared)) return { ok: false, errors: prepared };
      if (known === undefined) cache.keep(query, prepared);
      return choose(prepared, { operationName, variables, limit: limits.cost });
    },
    findDocument: (sha256) => cache.findByHash(sha256)?.document,
  };
}

function read(query: string, limits: DocumentLimits): DocumentNode | readonly GraphQLError[] {
  // A character is at most three bytes in UTF-8, so most documents need no count.
  if (query.length * 3 > limits.bytes && Buffer.byteLength(query) > limits.bytes) {
    const message = `This document is larger than ${limits.bytes / 1024} KiB. Send long values as variables.`;
    return [publicError('GRAPHQL_VALIDATION_FAILED', message)];
  }
  try {
    return parse(query, { maxTokens: limits.tokens });
  } catch (error) {
    // The parser stops at the limit and says so; what to do about it, it does not say.
    if (/Parsing aborted/.test(String(error))) {
      const message = `This document has more than ${limits.tokens} tokens. Split it into several requests.`;
      return [publicError('GRAPHQL_PARSE_FAILED', message)];
    }
    return [coded(error as GraphQLError, 'GRAPHQL_PARSE_FAILED')];
  }
}

function preparedOf(schema: GraphQLSchema, document: DocumentNode, query: string): Prepared {
  const costs = new Map<string, (variables: Readonly<Record<string, unknown>>) => number>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    costs.set(definition.name?.value ?? '', compileCost(schema, document, definition));
  }
  return { document, sha256: createHash('sha256').update(query).digest('hex'), costs };
}

function choose(
  prepared: Prepared,
  request: Pick<GuardedRequest, 'operationName' | 'variables'> & { readonly limit: number },
): Verdict {
  const operations = prepared.document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const wanted = request.operationName ?? null;
  const found = (operations as readonly OperationDefinitionNode[]).filter(
    ({ name }) => wanted === null || name?.value === wanted,
  );
  const [operation] = found;
  if (operation === undefined || found.length > 1) {
    const message =
      wanted === null
        ? 'This document has several operations: name the one to run in operationName.'
        : `This document has no operation named "${wanted}".`;
    return { ok: false, errors: [publicError('GRAPHQL_VALIDATION_FAILED', message)] };
  }
  const cost = prepared.costs.get(operation.name?.value ?? '')?.(request.variables ?? {}) ?? 0;
  if (cost > request.limit) {
    const message = `This request could answer with more than ${request.limit} fields. Ask for smaller pages, or for less in one request.`;
    return { ok: false, errors: [publicError('GRAPHQL_VALIDATION_FAILED', message)] };
  }
  return { ok: true, document: prepared.document, operation };
}

function coded(error: GraphQLError, code: 'GRAPHQL_PARSE_FAILED' | 'GRAPHQL_VALIDATION_FAILED'): GraphQLError {
  error.extensions.code = code;
  return error;
}

/** Least recently used out first; bounded by number and by text, since a syntax tree is some fifty times its source. */
class DocumentCache {
  private readonly byQuery = new Map<string, Prepared>();
  private readonly byHash = new Map<string, Prepared>();
  private characters = 0;

  constructor(private readonly limits: CacheLimits) {}

  find(query: string): Prepared | undefined {
    const prepared = this.byQuery.get(query);
    if (prepared === undefined) return undefined;
    this.byQuery.delete(query);
    this.byQuery.set(query, prepared);
    return prepared;
  }

  findByHash(sha256: string): Prepared | undefined {
    return this.byHash.get(sha256);
  }

  keep(query: string, prepared: Prepared): void {
    this.byQuery.set(query, prepared);
    this.byHash.set(prepared.sha256, prepared);
    this.characters += query.length;
    for (const [oldest, { sha256 }] of this.byQuery) {
      if (this.byQuery.size <= this.limits.documents && this.characters <= this.limits.characters) break;
      this.byQuery.delete(oldest);
      this.byHash.delete(sha256);
      this.characters -= oldest.length;
    }
  }
}
