/**
 * Asks customers' own servers who should take a chat. Once for each question, never again: a visitor waits. What comes back is
 * judged here for its form alone; who may be offered a chat is decided where it always is.
 */
import type { Circuit, RouterQuestion, RouterReply, Routers } from '../actions/router-ports';
import type { ExternalRouterRecord } from '../actions/router.records';
import type { RouterId, WorkspaceId } from '../routing/terms';
import { CircuitBreaker } from './circuit';
import { AddressRefused } from './guarded-fetch';
import { questionText, readAnswer, signatureHeaders } from './router-document';
import type { Seal } from './seal';

export interface RoutersOptions {
  readonly seal: Seal;
  /** Guarded: https alone, no private networks, no redirects, 64 KiB. */
  readonly call: typeof fetch;
  /** Milliseconds of a clock that never jumps. */
  readonly now?: () => number;
}

export interface OpenRouters extends Routers {
  /** Takes back what is being asked: other processes find it at its deadline. */
  close(): Promise<void>;
}

/** What an answer may have at most. */
export const longestAnswer = 64 * 1024;
const longestDetail = 300;

type Reply = RouterReply & { readonly tookMs: number };

export function createRouters(options: RoutersOptions): OpenRouters {
  return new CalledRouters(options);
}

class CalledRouters implements OpenRouters {
  private readonly circuits = new Map<RouterId, CircuitBreaker>();
  private readonly running = new Set<Promise<unknown>>();
  private readonly stopping = new AbortController();
  private readonly now: () => number;

  constructor(private readonly options: RoutersOptions) {
    this.now = options.now ?? ((): number => performance.now());
  }

  async ask(router: ExternalRouterRecord, question: RouterQuestion, withinMs: number): Promise<Reply | null> {
    if (this.stopping.signal.aborted) return null;
    const circuit = this.circuitBreaker(router.id);
    if (!circuit.lets()) {
      return { ...notAsked('It failed five times in a row and is left alone for half a minute.'), tookMs: 0 };
    }
    const reply = await this.call(router, question, withinMs);
    if (this.stopping.signal.aborted) {
      circuit.letGo();
      return null;
    }
    if (reply.kind === 'FAULT') circuit.failed();
    else circuit.wentWell();
    return reply;
  }

  test(router: ExternalRouterRecord, question: RouterQuestion): Promise<Reply> {
    return this.call(router, question, router.deadlineMs);
  }

  seal(secret: string, owner: { readonly workspaceId: WorkspaceId; readonly routerId: RouterId }): Uint8Array {
    return this.options.seal.close(secret, ownerOf(owner.workspaceId, owner.routerId));
  }

  circuitOf(id: RouterId): Circuit {
    return this.circuits.get(id)?.told ?? { state: 'CLOSED', faultsInARow: 0, closedForMs: null };
  }

  forget(id: RouterId): void {
    this.circuits.delete(id);
  }

  async close(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.running);
  }

  private circuitBreaker(id: RouterId): CircuitBreaker {
    let circuit = this.circuits.get(id);
    if (circuit === undefined) this.circuits.set(id, (circuit = new CircuitBreaker(this.now)));
    return circuit;
  }

  private call(router: ExternalRouterRecord, question: RouterQuestion, withinMs: number): Promise<Reply> {
    const began = this.now();
    const running = this.reply(router, question, Math.max(1, Math.floor(withinMs)))
      .catch(faultOf)
      .then((reply) => ({ ...reply, tookMs: Math.round(this.now() - began) }))
      .finally(() => this.running.delete(running));
    this.running.add(running);
    return running;
  }

  private async reply(router: ExternalRouterRecord, question: RouterQuestion, withinMs: number): Promise<RouterReply> {
    const secret = this.secretOf(router, question.workspaceId);
    if (secret === null) return notAsked('Its secret can no longer be read. Set it again.');
    const body = questionText(question, withinMs);
    const answer = await this.options.call(router.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        'user-agent': 'Parley',
        'parley-request-id': question.id,
        ...signatureHeaders(secret, body, new Date()),
      },
      body,
      signal: AbortSignal.any([AbortSignal.timeout(withinMs), this.stopping.signal]),
    });
    return readAnswer(answer.status, await answer.text());
  }

  /** Null: the key was lost or changed, or the secret was moved to another row. */
  private secretOf({ id, secret }: ExternalRouterRecord, workspaceId: WorkspaceId): string | null {
    try {
      return this.options.seal.open(secret, ownerOf(workspaceId, id));
    } catch {
      return null;
    }
  }
}

function ownerOf(workspaceId: WorkspaceId, routerId: RouterId): string {
  return `router/${workspaceId}/${routerId}`;
}

function notAsked(detail: string): RouterReply {
  return { kind: 'FAULT', fault: 'NOT_ASKED', detail };
}

function faultOf(error: unknown): RouterReply {
  if (error instanceof AddressRefused) return notAsked(error.message);
  const { name, message, code } = error as Error & { readonly code?: string };
  if (name === 'TimeoutError' || name === 'AbortError') {
    return { kind: 'FAULT', fault: 'NO_ANSWER_IN_TIME', detail: 'It did not answer in time.' };
  }
  if (message.startsWith('The answer is longer')) return { kind: 'FAULT', fault: 'WRONG_ANSWER', detail: message };
  const detail = `It could not be called: ${code ?? message}.`.slice(0, longestDetail);
  return { kind: 'FAULT', fault: 'NO_ANSWER_IN_TIME', detail };
}
