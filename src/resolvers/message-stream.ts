/**
 * One conversation's messages, stored ones first, then live, each once and in order.
 *
 * The feed is only told to listen for; what is sent is decided by `sequence`, which is dense: a live message that is not the
 * next one, or comes without its text (another process wrote it), makes the stream read what it lacks. So a lost, doubled
 * or late hint changes nothing. States: OPEN → OVER, where nothing follows: the conversation has ended and all was sent, or
 * the right is gone.
 */
import type { ConversationRecord, Message } from '../actions/records';
import { seesWholeWorkspace, sightOf } from '../auth/policy';
import type { Delivery, Listening, Shortcut } from '../events/topics';
import type { EventType } from '../routing/events';
import type { ConversationId } from '../routing/terms';
import type { Context } from './context';
import { later, type PullSource, type Taker } from './pulled';
import { factsOf, sightOn } from './sight';

const pageSize = 100;

export interface MessageStreamStart {
  readonly context: Context;
  readonly conversation: ConversationRecord;
  readonly listening: Listening;
  /** The sequence behind which the first message is. */
  readonly after: number;
}

const concerning: ReadonlySet<EventType> = new Set([
  'MESSAGE_ADDED',
  'CONVERSATION_ENDED',
  'LIVE_CHAT_REQUESTED',
  'LIVE_CHAT_CONNECTED',
  'LIVE_CHAT_TRANSFERRED',
  'LIVE_CHAT_GUEST_JOINED',
  'LIVE_CHAT_GUEST_LEFT',
  'LISTENING_CHANGED',
]);

/** What the stream listens for: the messages, the end, and what changes who may read. */
export function concernsMessages(conversationId: ConversationId, delivery: Delivery): boolean {
  if (delivery.kind !== 'EVENT') return false;
  const { event } = delivery.stored;
  return event.conversationId === conversationId && concerning.has(event.type);
}

export class MessageStream implements PullSource<Message>, Shortcut {
  private readonly ready: Message[] = [];
  private sent: number;
  private isOver = false;
  /** `later` was answered, and nothing has come since: what is known of the conversation stands. */
  private isWaiting = false;
  /** Whether more may be stored than was read: at the start, and behind a hint that could not be followed. */
  private mustRead = true;
  /** A live chat began, was taken or changed hands, or somebody came or went: whose conversation it is may have changed. */
  private mustAskAgain = false;
  private taker: Taker<Message> | null = null;
  private hasEnded: boolean;
  /** As it was when the right was last asked of it. */
  private conversation: ConversationRecord;

  constructor(private readonly start: MessageStreamStart) {
    this.sent = start.after;
    this.conversation = start.conversation;
    this.hasEnded = start.conversation.status !== 'OPEN';
  }

  wakes(wake: () => void): void {
    this.start.listening.onReady = wake;
  }

  async pull(): Promise<Message | typeof later | null> {
    this.isWaiting = false;
    for (;;) {
      if (this.isOver) return null;
      const message = this.ready.shift();
      if (message !== undefined) return this.mayRead() ? message : null;
      if (this.mustAskAgain) await this.askAgain();
      else if (this.mustRead) await this.readStored();
      else if (this.hasEnded) return null;
      else if (this.start.listening.isIdle) return this.wait();
      else {
        const heard = await this.start.listening.next();
        if (heard.done === true) this.release();
        else this.hear(heard.value);
      }
    }
  }

  release(): void {
    this.isOver = true;
    this.start.listening.close();
  }

  passTo(taker: Taker<Message>): void {
    this.taker = taker;
    this.start.listening.shortcut = this;
  }

  /** The next message and nothing else, of a conversation that is known as it is: by the same rights as through `pull`. */
  pass([first, second]: readonly Delivery[]): boolean {
    if (!this.isWaiting || first?.kind !== 'EVENT' || second !== undefined) return false;
    const { event } = first.stored;
    if (event.type !== 'MESSAGE_ADDED' || event.message === undefined || event.sequence !== this.sent + 1) return false;
    if (!this.mayRead() || this.taker?.offer(event.message) !== true) return false;
    this.sent = event.sequence;
    return true;
  }

  private wait(): typeof later {
    this.isWaiting = true;
    return later;
  }

  /**
   * The caller's rights of now on the conversation as it is known here. What would change who may read it is heard and makes
   * it known anew; so between two such events its live chat is as it was: connected, where it is open and has an
   * agent, unless that one only looks after what was missed.
   */
  private mayRead(): boolean {
    const actor = this.start.context.actorNow();
    if (actor === null) return false;
    const { conversation } = this;
    const { status, agentId, liveChatState: known } = conversation;
    const liveChatState = status === 'OPEN' && agentId !== null && known !== 'MISSED' ? 'CONNECTED' : null;
    return sightOf(actor, { ...factsOf(conversation, null), liveChatState }) === 'WHOLE';
  }

  private async readStored(): Promise<void> {
    const { scope } = this.start.context.fork();
    if (scope === null) return this.release();
    const messages = await scope.reads.messagesAfter(this.conversation.id, this.sent, pageSize);
    if (messages.length > 0 && (await this.changedHands())) await this.askAgain();
    if (this.isOver) return;
    for (const message of messages) this.queue(message);
    this.mustRead = messages.length === pageSize;
  }

  /**
   * What was read may be newer than what was heard: of a chat that was handed over meanwhile, it is another agent's. An end
   * changes no hands, and its last words are for whoever was there.
   */
  private async changedHands(): Promise<boolean> {
    const { scope } = this.start.context.fork();
    if (scope?.actor.kind !== 'AGENT' || seesWholeWorkspace(scope.actor)) return false;
    const now = await scope.loaders.conversation.load(this.conversation.id);
    return now?.agentId !== this.conversation.agentId || now.status === 'OPEN';
  }

  private hear(delivery: Delivery): void {
    if (delivery.kind !== 'EVENT') return;
    const { event } = delivery.stored;
    switch (event.type) {
      case 'MESSAGE_ADDED':
        if (event.sequence <= this.sent) return;
        if (event.sequence === this.sent + 1 && event.message !== undefined) this.queue(event.message);
        else this.mustRead = true;
        return;
      case 'CONVERSATION_ENDED':
        // The last words were stored with the end, maybe numbered behind it.
        this.mustRead = true;
        this.hasEnded = true;
        return;
      case 'LIVE_CHAT_REQUESTED':
      case 'LIVE_CHAT_CONNECTED':
      case 'LIVE_CHAT_TRANSFERRED':
      case 'LIVE_CHAT_GUEST_JOINED':
      case 'LIVE_CHAT_GUEST_LEFT':
      case 'LISTENING_CHANGED':
        this.mustAskAgain = true;
        return;
      default:
    }
  }

  private async askAgain(): Promise<void> {
    this.mustAskAgain = false;
    const { scope } = this.start.context.fork();
    const conversation = (await scope?.loaders.conversation.load(this.conversation.id)) ?? null;
    if (scope === null || conversation === null || (await sightOn(scope, conversation)) !== 'WHOLE') this.release();
    else this.conversation = conversation;
  }

  private queue(message: Message): void {
    if (message.sequence <= this.sent) return;
    this.sent = message.sequence;
    this.ready.push(message);
  }
}
