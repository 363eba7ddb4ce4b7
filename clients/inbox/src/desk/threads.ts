/** Opened conversations: their messages, what is known of the visitor, and what was read. */
import {
  type ConversationQuery,
  ConversationDocument,
  ConversationMarkReadDocument,
  MessagesDocument,
} from '../../../sdk/generated/graphql';
import type { Parley } from '../../../sdk/parley';
import type { Cell } from '../../../sdk/store';
import { mergeMessages } from '../../../sdk/transcript';
import { withRow, withThread } from './apply-event';
import { type DeskState, emptyThread } from './state';

export class Threads {
  readonly #fetching = new Set<string>();

  constructor(
    private readonly parley: Parley,
    private readonly state: Cell<DeskState>,
  ) {}

  /** Makes it available; what is there already is shown at once. */
  open(conversationId: string): void {
    const thread = this.state.getSnapshot().threads.get(conversationId);
    if (thread?.state === 'ready' || thread?.state === 'loading') return;
    this.#change((state) => ({ ...state, threads: new Map(state.threads).set(conversationId, emptyThread) }));
    void this.#fetch(conversationId);
  }

  /** Fetches it again, now. */
  refresh(conversationId: string): void {
    this.#change((state) => withThread(state, conversationId, { stale: true }));
    void this.#fetch(conversationId);
  }

  /** Fetches again what an event or a reset marked as incomplete. */
  refreshStale(): void {
    for (const [id, thread] of this.state.getSnapshot().threads) if (thread.stale) void this.#fetch(id);
  }

  async loadOlder(conversationId: string): Promise<void> {
    const thread = this.state.getSnapshot().threads.get(conversationId);
    if (thread?.state !== 'ready' || thread.olderCursor === null || thread.loadingOlder) return;
    this.#change((state) => withThread(state, conversationId, { loadingOlder: true }));
    const answer = await this.parley.request(MessagesDocument, { conversationId, before: thread.olderCursor });
    const page = answer.ok ? answer.data.conversation?.messages : null;
    this.#change((state) => {
      const now = state.threads.get(conversationId);
      if (now === undefined || page === null || page === undefined)
        return withThread(state, conversationId, { loadingOlder: false });
      const { messages } = mergeMessages(now.messages, page.nodes);
      return withThread(state, conversationId, { messages, loadingOlder: false, olderCursor: olderCursor(page) });
    });
  }

  /** The agent has it before its eyes. */
  async markRead(conversationId: string): Promise<void> {
    const { threads, rows } = this.state.getSnapshot();
    const unread = rows.get(conversationId)?.unreadCount ?? 0;
    const upToSequence = threads.get(conversationId)?.messages.at(-1)?.sequence ?? 0;
    if (unread === 0 || upToSequence === 0) return;
    this.#setUnread(conversationId, 0);
    const input = { conversationId, upToSequence };
    const answer = await this.parley.request(ConversationMarkReadDocument, { input }, { repeatable: true });
    if (!answer.ok) this.#setUnread(conversationId, unread);
  }

  async #fetch(conversationId: string): Promise<void> {
    if (this.#fetching.has(conversationId)) return;
    this.#fetching.add(conversationId);
    this.#change((state) => withThread(state, conversationId, { stale: false }));
    const rowBefore = this.state.getSnapshot().rows.get(conversationId);
    const answer = await this.parley.request(ConversationDocument, { id: conversationId });
    this.#fetching.delete(conversationId);
    if (!answer.ok) {
      return this.#change((state) => {
        const had = state.threads.get(conversationId)?.state === 'ready';
        return withThread(state, conversationId, had ? {} : { state: 'failed' });
      });
    }
    const { conversation } = answer.data;
    if (conversation === null) return this.#change((state) => withThread(state, conversationId, { state: 'missing' }));
    // An event that came meanwhile knows the row better than this answer does.
    if (this.state.getSnapshot().rows.get(conversationId) === rowBefore)
      this.#change((state) => withRow(state, conversation));
    this.#change((state) => this.#filled(state, conversation));
    // What an event told while this was on its way is newer than it may be.
    if (this.state.getSnapshot().threads.get(conversationId)?.stale === true) void this.#fetch(conversationId);
    for (const message of conversation.messages?.nodes ?? []) this.parley.outbox.settle(conversationId, message);
  }

  #filled(state: DeskState, detail: NonNullable<ConversationQuery['conversation']>): DeskState {
    const page = detail.messages;
    const known = state.threads.get(detail.id)?.messages ?? [];
    const merged = mergeMessages(known, page?.nodes ?? []);
    // Too long away to join: the newest page is what is shown, and older ones come on demand.
    const messages = merged.hole ? (page?.nodes ?? []) : merged.messages;
    const kept =
      merged.messages === messages && known.length > 0 && (known[0]?.sequence ?? 0) <= (page?.nodes[0]?.sequence ?? 0);
    const older = kept ? (state.threads.get(detail.id)?.olderCursor ?? null) : olderCursor(page);
    const whispers = detail.whispers ?? [];
    return withThread(state, detail.id, { state: 'ready', messages, detail, whispers, olderCursor: older });
  }

  #setUnread(conversationId: string, unreadCount: number): void {
    const row = this.state.getSnapshot().rows.get(conversationId);
    if (row !== undefined && row.unreadCount !== unreadCount)
      this.#change((state) => withRow(state, { ...row, unreadCount }));
  }

  #change(step: (state: DeskState) => DeskState): void {
    this.state.set(step(this.state.getSnapshot()));
  }
}

function olderCursor(
  page: { readonly pageInfo: { readonly hasPreviousPage: boolean; readonly startCursor: string | null } } | null,
): string | null {
  return page?.pageInfo.hasPreviousPage === true ? page.pageInfo.startCursor : null;
}
