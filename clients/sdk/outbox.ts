/**
 * Messages on their way. What somebody wrote is shown at once and is not lost: not by a dropped answer, not by a dead
 * line, not by a reload.
 *
 *   sending ──stored by the server──▶ sent ──seen in the conversation──▶ (gone: the message itself is shown)
 *    │   ▲
 *    │   └── retry(), or by itself when the line is back
 *    └── refused, or not through for a while ──▶ failed ──discard()──▶ (gone)
 *
 * Each carries its own id for ever (`clientMessageId`), so sending it any number of times stores it once. Of one
 * conversation only one is under way at a time: what was written first arrives first.
 */
import { isPassing, refusalOf } from './answer';
import { type Backoff, waitMs } from './backoff';
import { MessageSendDocument } from './generated/graphql';
import type { Request } from './request';
import { type ParleyStorage, readJson, writeJson } from './storage';
import { createCell, type Store } from './store';

export interface OutgoingMessage {
  readonly conversationId: string;
  readonly clientMessageId: string;
  readonly text: string;
  readonly state: 'sending' | 'sent' | 'failed';
  /** When it was written, by the server's clock: ISO 8601. */
  readonly writtenAt: string;
  /** Once sent: its place in the conversation. */
  readonly sequence: number | null;
  /** Once failed: why, as a sentence. */
  readonly problem: string | null;
  /** Failed for want of a line: tried again without being asked when it is back. */
  readonly willRetry: boolean;
}

export interface OutboxParts {
  readonly request: Request;
  readonly storage: ParleyStorage | null;
  readonly storageKey: string;
  readonly retry: Backoff;
  /** How long a message may be under way before it is shown as failed. It is tried on when the line is back. */
  readonly giveUpAfterMs: number;
  readonly localNow: () => number;
  readonly serverNow: () => number;
  /** A message was written: whoever told that somebody is writing may rest. */
  readonly onSend: (conversationId: string) => void;
}

export class Outbox {
  readonly #items = createCell<readonly OutgoingMessage[]>([]);
  readonly #busy = new Set<string>();
  readonly #pauses = new Set<() => void>();
  #stopped = false;

  constructor(private readonly parts: OutboxParts) {
    const stored = readJson(parts.storage, parts.storageKey);
    const left = (Array.isArray(stored) ? stored : []).filter(isOutgoing);
    this.#items.set(left.map((item) => ({ ...item, state: 'sending', problem: null, willRetry: false })));
  }

  /** Everything on its way, oldest first. Filter by conversation to draw it below the stored messages. */
  get messages(): Store<readonly OutgoingMessage[]> {
    return this.#items;
  }

  /** Shows the message as sending and sends it. Answers with its `clientMessageId`. */
  send(conversationId: string, text: string): string {
    const clientMessageId = newId();
    this.#change([
      ...this.#items.getSnapshot(),
      {
        conversationId,
        clientMessageId,
        text,
        state: 'sending',
        writtenAt: new Date(this.parts.serverNow()).toISOString(),
        sequence: null,
        problem: null,
        willRetry: false,
      },
    ]);
    this.parts.onSend(conversationId);
    void this.#pump(conversationId);
    return clientMessageId;
  }

  /** Tries a failed one again, under the same id. */
  retry(clientMessageId: string): void {
    const item = this.#items.getSnapshot().find((each) => each.clientMessageId === clientMessageId);
    if (item?.state !== 'failed') return;
    this.#update(clientMessageId, { state: 'sending', problem: null, willRetry: false });
    void this.#pump(item.conversationId);
  }

  /** Forgets a failed one. */
  discard(clientMessageId: string): void {
    this.#change(this.#items.getSnapshot().filter((each) => each.clientMessageId !== clientMessageId));
  }

  /** The line is (back) up: goes on with what waits for one. */
  resume(): void {
    for (const cut of [...this.#pauses]) cut();
    for (const item of this.#items.getSnapshot())
      if (item.state === 'failed' && item.willRetry) this.retry(item.clientMessageId);
    for (const id of new Set(this.#items.getSnapshot().map((item) => item.conversationId))) void this.#pump(id);
  }

  /** A message of the conversation was received: what it makes superfluous goes. */
  settle(
    conversationId: string,
    message: { readonly clientMessageId: string | null; readonly sequence: number },
  ): void {
    const left = this.#items
      .getSnapshot()
      .filter(
        (item) =>
          item.conversationId !== conversationId ||
          (item.clientMessageId !== message.clientMessageId && item.sequence !== message.sequence),
      );
    if (left.length !== this.#items.getSnapshot().length) this.#change(left);
  }

  stop(): void {
    this.#stopped = true;
    for (const cut of [...this.#pauses]) cut();
  }

  async #pump(conversationId: string): Promise<void> {
    if (this.#busy.has(conversationId)) return;
    this.#busy.add(conversationId);
    try {
      for (let item = this.#next(conversationId); item !== undefined; item = this.#next(conversationId)) {
        await this.#deliver(item);
      }
    } finally {
      this.#busy.delete(conversationId);
    }
  }

  #next(conversationId: string): OutgoingMessage | undefined {
    if (this.#stopped) return undefined;
    return this.#items.getSnapshot().find((item) => item.conversationId === conversationId && item.state === 'sending');
  }

  /** Until it is stored, refused, or has taken too long; then the next one's turn. */
  async #deliver(item: OutgoingMessage): Promise<void> {
    const { conversationId, clientMessageId, text } = item;
    const startedAt = this.parts.localNow();
    for (let attempt = 0; !this.#stopped; attempt += 1) {
      const input = { conversationId, clientMessageId, text };
      const answer = await this.parts.request(MessageSendDocument, { input }, { repeatable: false });
      if (!this.#isSending(clientMessageId)) return;
      if (answer.ok) {
        const { message } = answer.data.messageSend;
        const refusal = refusalOf(answer.data.messageSend);
        if (message !== null) return this.#update(clientMessageId, { state: 'sent', sequence: message.sequence });
        const problem = refusal?.message ?? 'The server did not take this message. Try again.';
        return this.#update(clientMessageId, { state: 'failed', problem });
      }
      const { kind, message, retryAfterMs } = answer.failure;
      const late = this.parts.localNow() - startedAt >= this.parts.giveUpAfterMs;
      if (!isPassing(kind) || late) {
        return this.#update(clientMessageId, { state: 'failed', problem: message, willRetry: isPassing(kind) });
      }
      await this.#pause(retryAfterMs ?? waitMs(attempt, this.parts.retry));
    }
  }

  #isSending(clientMessageId: string): boolean {
    return this.#items
      .getSnapshot()
      .some((item) => item.clientMessageId === clientMessageId && item.state === 'sending');
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cut = (): void => {
        clearTimeout(timer);
        this.#pauses.delete(cut);
        resolve();
      };
      const timer = setTimeout(cut, ms);
      this.#pauses.add(cut);
    });
  }

  #update(clientMessageId: string, change: Partial<OutgoingMessage>): void {
    this.#change(
      this.#items
        .getSnapshot()
        .map((item) => (item.clientMessageId === clientMessageId ? { ...item, ...change } : item)),
    );
  }

  /** What the server has needs no keeping. Another tab of the same person keeps its own in the same place. */
  #change(items: readonly OutgoingMessage[]): void {
    const before = new Set(this.#items.getSnapshot().map((item) => item.clientMessageId));
    this.#items.set(items);
    const stored = readJson(this.parts.storage, this.parts.storageKey);
    const others = (Array.isArray(stored) ? stored : [])
      .filter(isOutgoing)
      .filter(
        (item) =>
          !before.has(item.clientMessageId) && !items.some((own) => own.clientMessageId === item.clientMessageId),
      );
    const keep = [...others, ...items.filter((item) => item.state !== 'sent')];
    writeJson(this.parts.storage, this.parts.storageKey, keep.length === 0 ? null : keep);
  }
}

function isOutgoing(value: unknown): value is OutgoingMessage {
  const item = value as Partial<OutgoingMessage> | null;
  return (
    typeof item?.conversationId === 'string' &&
    typeof item.clientMessageId === 'string' &&
    typeof item.text === 'string' &&
    typeof item.writtenAt === 'string'
  );
}

/** 128 bits of chance. `randomUUID` exists on secure pages only, and the widget lives on others, too. */
function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
