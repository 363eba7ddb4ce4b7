/** What an agent or a supervisor does with a running chat beside writing in it. Each answers a sentence when it did not work. */
import { type Answer, refusalOf, type TypedDocument, type UserError } from '../../../sdk/answer';
import {
  ChatInviteDocument,
  ChatLeaveDocument,
  ChatListenDocument,
  ChatListenEndDocument,
  ChatTakeOverDocument,
  ChatTransferCancelDocument,
  ChatTransferDocument,
  HandoverTargetsDocument,
  type HandoverTargetsQuery,
  MessageWhisperDocument,
} from '../../../sdk/generated/graphql';
import type { Parley } from '../../../sdk/parley';
import type { Cell } from '../../../sdk/store';
import { withRow, withThread, withWhisper } from './apply-event';
import { type DeskState, emptyThread, type Row } from './state';

export interface Asked {
  readonly mode: 'hand-over' | 'invite';
  readonly target: { readonly kind: 'agentId' | 'teamId' | 'ruleId'; readonly id: string };
  readonly note: string;
}

interface OnChatVariables {
  readonly input: { readonly conversationId: string };
}
interface Refusable {
  readonly userErrors: readonly UserError[];
}
interface OnChat extends Refusable {
  readonly conversation: Row | null;
}

export class Chats {
  constructor(
    private readonly parley: Parley,
    private readonly state: Cell<DeskState>,
    /** Fetches an opened chat again. */
    private readonly refresh: (conversationId: string) => void,
  ) {}

  /** Null: they could not be loaded. */
  async targets(): Promise<HandoverTargetsQuery | null> {
    const answer = await this.parley.request(HandoverTargetsDocument, {});
    return answer.ok ? answer.data : null;
  }

  async ask(conversationId: string, { mode, target, note }: Asked): Promise<string | null> {
    const input = { conversationId, [target.kind]: target.id, note: note.trim() === '' ? null : note };
    const options = { repeatable: true };
    const problem =
      mode === 'invite'
        ? told(await this.parley.request(ChatInviteDocument, { input }, options), (data) => data.chatInvite)
        : told(await this.parley.request(ChatTransferDocument, { input }, options), (data) => data.chatTransfer);
    if (problem === null) this.#askAgain(conversationId);
    return problem;
  }

  async takeBack(conversationId: string): Promise<string | null> {
    const answer = await this.#on(ChatTransferCancelDocument, conversationId);
    return this.#done(conversationId, answer, (data) => data.chatTransferCancel);
  }

  async leave(conversationId: string): Promise<string | null> {
    const answer = await this.#on(ChatLeaveDocument, conversationId);
    const problem = told(answer, (data) => data.chatLeave);
    if (problem === null) this.#forget(conversationId, 'You have left this chat.');
    return problem;
  }

  async listen(conversationId: string): Promise<string | null> {
    const answer = await this.#on(ChatListenDocument, conversationId);
    return this.#done(conversationId, answer, (data) => data.chatListen);
  }

  async stopListening(conversationId: string): Promise<string | null> {
    const answer = await this.#on(ChatListenEndDocument, conversationId);
    const problem = told(answer, (data) => data.chatListenEnd);
    if (problem !== null) return problem;
    // What was overheard is not kept on the screen of who may not read it any more.
    if (this.#seesEverything()) this.#askAgain(conversationId);
    else this.#forget(conversationId, null);
    return null;
  }

  async takeOver(conversationId: string): Promise<string | null> {
    const answer = await this.#on(ChatTakeOverDocument, conversationId);
    return this.#done(conversationId, answer, (data) => data.chatTakeOver);
  }

  async whisper(conversationId: string, text: string): Promise<string | null> {
    const input = { conversationId, text, clientMessageId: crypto.randomUUID() };
    const answer = await this.parley.request(MessageWhisperDocument, { input }, { repeatable: true });
    const problem = told(answer, (data) => data.messageWhisper);
    if (problem === null && answer.ok) {
      const { whisper } = answer.data.messageWhisper;
      this.#change((state) => withWhisper(state, conversationId, whisper));
    }
    return problem;
  }

  dismissNotice(conversationId: string): void {
    this.#change((state) => withThread(state, conversationId, { notice: null }));
  }

  #on<Data>(document: TypedDocument<Data, OnChatVariables>, conversationId: string): Promise<Answer<Data>> {
    return this.parley.request(document, { input: { conversationId } }, { repeatable: true });
  }

  #done<Data>(conversationId: string, answer: Answer<Data>, payload: (data: Data) => OnChat): string | null {
    const problem = told(answer, payload);
    if (problem !== null || !answer.ok) return problem;
    const { conversation } = payload(answer.data);
    this.#change((state) => withRow(state, conversation));
    this.#askAgain(conversationId);
    return null;
  }

  #forget(conversationId: string, notice: string | null): void {
    this.#change((state) => {
      const rows = new Map(state.rows);
      rows.delete(conversationId);
      const closed = { ...emptyThread, state: 'missing', notice } as const;
      return { ...state, rows, threads: new Map(state.threads).set(conversationId, closed) };
    });
  }

  #askAgain(conversationId: string): void {
    this.#change((state) => withThread(state, conversationId, { notice: null }));
    this.refresh(conversationId);
  }

  #seesEverything(): boolean {
    return this.state.getSnapshot().permissions.includes('ALL_CONVERSATIONS_VIEW');
  }

  #change(step: (state: DeskState) => DeskState): void {
    this.state.set(step(this.state.getSnapshot()));
  }
}

function told<Data>(answer: Answer<Data>, payload: (data: Data) => Refusable): string | null {
  if (!answer.ok) return answer.failure.message;
  return refusalOf(payload(answer.data))?.message ?? null;
}
