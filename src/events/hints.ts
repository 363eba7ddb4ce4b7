/**
 * What processes tell each other. Every hint may be lost, repeated or late without harm: the stored log is the truth, and
 * who waits for something also looks by itself from time to time. A hint only makes it sooner.
 */
import { assertNever, type WorkspaceId } from '../routing/terms';
import type { Typing } from './topics';

export type Hint =
  /** The workspace's stream has come this far. */
  | { readonly kind: 'COMMITTED'; readonly workspaceId: WorkspaceId; readonly position: number }
  /** Somebody types. The only hint that nothing repairs: it is gone after seconds anyway. */
  | { readonly kind: 'TYPING'; readonly typing: Typing }
  /** A right was taken or a session ended: sessions of this subject (agent, visitor, API token or session id) are to be looked up anew. */
  | { readonly kind: 'REVOKED'; readonly workspaceId: WorkspaceId; readonly subjectId: string }
  /** What decides who meets which dialog is another now: whoever keeps published dialogs reads them anew. */
  | { readonly kind: 'DIALOGS_CHANGED'; readonly workspaceId: WorkspaceId }
  /** Work was stored that is due then: whoever waits for something later should look again. */
  | { readonly kind: 'DUE'; readonly at: Date };

/** PostgreSQL refuses a payload of 8,000 bytes or more; this leaves room for the sender's name and the brackets. */
const payloadBytes = 7_800;

/** Gathers what happened within one tick: of each kind and subject the latest word is enough. */
export class HintBatch {
  private readonly latest = new Map<string, Hint>();

  get isEmpty(): boolean {
    return this.latest.size === 0;
  }

  add(hint: Hint): void {
    const key = keyOf(hint);
    const before = this.latest.get(key);
    if (before === undefined || supersedes(hint, before)) this.latest.set(key, hint);
  }

  /** Everything gathered; the batch is empty behind it. */
  take(): readonly Hint[] {
    const hints = [...this.latest.values()];
    this.latest.clear();
    return hints;
  }
}

function keyOf(hint: Hint): string {
  switch (hint.kind) {
    case 'COMMITTED':
      return `c ${hint.workspaceId}`;
    case 'TYPING':
      return `t ${hint.typing.conversationId} ${hint.typing.authorId}`;
    case 'REVOKED':
      return `r ${hint.workspaceId} ${hint.subjectId}`;
    case 'DIALOGS_CHANGED':
      return `p ${hint.workspaceId}`;
    case 'DUE':
      return 'd';
    default:
      return assertNever(hint);
  }
}

function supersedes(hint: Hint, before: Hint): boolean {
  if (hint.kind === 'COMMITTED' && before.kind === 'COMMITTED') return hint.position > before.position;
  if (hint.kind === 'DUE' && before.kind === 'DUE') return hint.at < before.at;
  return true;
}

/** As few payloads as hold them, each of which stands alone. */
export function encodeHints(sender: string, hints: readonly Hint[]): readonly string[] {
  const payloads: string[] = [];
  let items: string[] = [];
  let bytes = 0;
  const seal = (): void => {
    if (items.length > 0) payloads.push(`{"from":${JSON.stringify(sender)},"hints":[${items.join(',')}]}`);
    items = [];
    bytes = 0;
  };
  for (const hint of hints) {
    const item = JSON.stringify(hint);
    const size = Buffer.byteLength(item) + 1;
    if (size > payloadBytes) continue;
    if (bytes + size > payloadBytes) seal();
    items.push(item);
    bytes += size;
  }
  seal();
  return payloads;
}

/** Says no more than who is there. */
export function encodeGreeting(sender: string): string {
  return `{"from":${JSON.stringify(sender)},"hints":[]}`;
}

/** Null for a payload that is none of ours: anyone who may connect to the database can notify. */
export function decodeHints(payload: string): { readonly from: string; readonly hints: readonly Hint[] } | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(payload);
  } catch {
    return null;
  }
  if (!isRecord(parsed) || typeof parsed.from !== 'string' || !Array.isArray(parsed.hints)) return null;
  const hints = parsed.hints.map(revive);
  return hints.includes(null) ? null : { from: parsed.from, hints: hints.filter((hint) => hint !== null) };
}

function revive(value: unknown): Hint | null {
  if (!isRecord(value)) return null;
  const { kind, workspaceId } = value;
  if (kind === 'COMMITTED' && isText(workspaceId) && Number.isSafeInteger(value.position)) {
    return { kind, workspaceId: workspaceId as WorkspaceId, position: value.position as number };
  }
  if (kind === 'REVOKED' && isText(workspaceId) && isText(value.subjectId)) {
    return { kind, workspaceId: workspaceId as WorkspaceId, subjectId: value.subjectId };
  }
  if (kind === 'DIALOGS_CHANGED' && isText(workspaceId)) return { kind, workspaceId: workspaceId as WorkspaceId };
  if (kind === 'DUE' && isTime(value.at)) return { kind, at: new Date(value.at) };
  if (kind === 'TYPING' && isTyping(value.typing)) {
    return { kind, typing: { ...value.typing, until: new Date(value.typing.until) } };
  }
  return null;
}

function isTyping(value: unknown): value is Omit<Typing, 'until'> & { readonly until: string } {
  if (!isRecord(value)) return false;
  const isKnown = value.author === 'VISITOR' || value.author === 'AGENT';
  const isNamed = value.authorName === null || isText(value.authorName);
  const hasAgent = value.agentId === null || isText(value.agentId);
  const hasGuest = value.guestAgentId === undefined || value.guestAgentId === null || isText(value.guestAgentId);
  const ids = [value.workspaceId, value.conversationId, value.authorId, value.visitorId];
  return isKnown && isNamed && hasAgent && hasGuest && ids.every(isText) && isTime(value.until);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isTime(value: unknown): value is string {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}
