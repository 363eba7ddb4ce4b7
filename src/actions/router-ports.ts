/** What external routers need of the stores and of the world. Nothing here but the stores is called inside a transaction. */
import type {
  AgentId,
  ConversationId,
  IneligibleReason,
  LiveChatId,
  RouterId,
  TeamId,
  WorkspaceId,
} from '../routing/terms';
import type { ExternalRouterRecord, QuestionId, RouterFault, RouterQuestionRecord } from './router.records';

export interface RouterStore {
  find(id: RouterId): Promise<ExternalRouterRecord | null>;
  /** Those of these that are there. */
  findMany(ids: readonly RouterId[]): Promise<readonly ExternalRouterRecord[]>;
  findByName(name: string): Promise<ExternalRouterRecord | null>;
  count(): Promise<number>;
  /** Fails the commit where another one has the name. */
  insert(router: Omit<ExternalRouterRecord, 'createdAt'>): void;
  save(router: Omit<ExternalRouterRecord, 'createdAt'>): void;
  delete(id: RouterId): void;
  /** Names of the published dialogs and of the routes that ask it. */
  findUses(id: RouterId): Promise<{ readonly dialogs: readonly string[]; readonly routes: readonly string[] }>;
  /** Stored with the request that asks. Behind the commit, and only then, the process calls the router. */
  ask(question: RouterQuestionRecord): void;
  findQuestion(liveChatId: LiveChatId, step: number): Promise<RouterQuestionRecord | null>;
  findQuestions(liveChatIds: readonly LiveChatId[]): Promise<readonly RouterQuestionRecord[]>;
  answer(question: RouterQuestionRecord): void;
}

/** What the graph tells of a router: all but the secret. */
export type SeenRouter = Omit<ExternalRouterRecord, 'secret'>;
export type SeenRouterQuestion = Pick<RouterQuestionRecord, 'askedAt' | 'answeredAt' | 'fault' | 'detail'> & {
  readonly requestId: QuestionId;
};

export interface RouterReads {
  externalRouters(ids: readonly RouterId[]): Promise<readonly (SeenRouter | null)[]>;
  /** By name. */
  allExternalRouters(): Promise<readonly SeenRouter[]>;
  /** The newest 20 of a router, newest first. */
  routerQuestions(id: RouterId): Promise<readonly SeenRouterQuestion[]>;
}

/** One whom the router may name. `reason`: why not now; null: could be offered the chat. */
export interface RouterCandidate {
  readonly agentId: AgentId;
  readonly eligible: boolean;
  readonly reason: IneligibleReason | null;
}

/** At most so many candidates are told; the router may name others. */
export const maxCandidatesTold = 200;

/** All that a router is told. */
export interface RouterQuestion {
  readonly id: QuestionId;
  readonly workspaceId: WorkspaceId;
  readonly liveChatId: LiveChatId;
  readonly conversationId: ConversationId;
  readonly attempt: number;
  readonly requestedAt: Date;
  readonly pageUrl: string | null;
  /** What the visitor, a signed integration or the staff said; nothing that a page claims. By the attribute's name. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly candidates: readonly RouterCandidate[];
  /** Whether there are more than are told. */
  readonly moreCandidates: boolean;
  /** Whom this request was offered to before. */
  readonly tried: readonly AgentId[];
}

export type RouterReply =
  | { readonly kind: 'AGENTS'; readonly agentIds: readonly AgentId[] }
  | { readonly kind: 'TEAM'; readonly teamId: TeamId }
  | { readonly kind: 'FALL_THROUGH' }
  | { readonly kind: 'FAULT'; readonly fault: RouterFault; readonly detail: string };

/** CLOSED: asked. OPEN: not asked until `opensUntil`, it failed too often in a row. HALF_OPEN: one question tries it out. */
export const circuitStates = ['CLOSED', 'OPEN', 'HALF_OPEN'] as const;
export type CircuitState = (typeof circuitStates)[number];

/** As this process sees it: each process finds out by itself. */
export interface Circuit {
  readonly state: CircuitState;
  readonly faultsInARow: number;
  /** How long it is still not asked, in milliseconds; null where it is. */
  readonly closedForMs: number | null;
}

export interface Routers {
  /**
   * Asks once, within `withinMs` from the first look at the name to the last byte of the answer. Never throws. Null: this
   * process is stopping and the question is left to another one.
   */
  ask(
    router: ExternalRouterRecord,
    question: RouterQuestion,
    withinMs: number,
  ): Promise<(RouterReply & { readonly tookMs: number }) | null>;
  /** The same, whatever the circuit says and without a word to it. */
  test(router: ExternalRouterRecord, question: RouterQuestion): Promise<RouterReply & { readonly tookMs: number }>;
  seal(secret: string, owner: { readonly workspaceId: WorkspaceId; readonly routerId: RouterId }): Uint8Array;
  circuitOf(id: RouterId): Circuit;
  /** Another address or secret begins anew. */
  forget(id: RouterId): void;
}
