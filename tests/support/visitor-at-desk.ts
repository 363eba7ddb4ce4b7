/** A visitor at the widget: what they are asked, what they answer, and what they read. */
import {
  CardAnswerDocument,
  ConversationEndDocument,
  ConversationStartDocument,
  type VisitorConversationFragment,
  VisitorEventsDocument,
  VisitorSessionStartDocument,
} from '../../clients/sdk/generated/graphql';
import type { EventStream } from '../../clients/sdk/event-stream';
import { Happenings } from './happenings';
import { granted, type Message, Person, told } from './person';

export type Attributes = Readonly<Record<string, string>>;

export class VisitorAtDesk extends Person {
  id = '';
  conversationId: string | null = null;
  /** Each message as it was told: in order and once, or the test is right to fail. */
  readonly read = new Happenings<Message>(this.name);
  /** How their conversation stands, each time it changed. */
  readonly standings = new Happenings<VisitorConversationFragment>(this.name);
  isOver = false;
  private stream: EventStream | null = null;

  async arrives(workspaceKey: string, attributes: Attributes): Promise<void> {
    const given = Object.entries(attributes).map(([name, value]) => ({ name, value }));
    const input = { workspaceKey, visitorToken: null, attributes: given };
    const answer = await this.parley.request(VisitorSessionStartDocument, { input }, { anonymous: true });
    if (!answer.ok) throw new Error(answer.failure.message);
    const { token, visitor } = granted(answer.data.visitorSessionStart);
    this.id = visitor?.id ?? '';
    this.usesToken(token ?? '');
  }

  /** Opens the page: the dialog that fits begins, and is listened to. */
  async opens(page: { readonly dialogId?: string; readonly pageUrl?: string } = {}): Promise<void> {
    const { pageUrl = 'https://shop.example/pricing', dialogId = null } = page;
    const { conversation } = granted(
      (await this.asks(ConversationStartDocument, { input: { dialogId, pageUrl } })).conversationStart,
    );
    if (conversation === null) throw new Error('No dialog fits.');
    this.conversationId = conversation.id;
    this.standings.add(conversation);
    await this.listens();
  }

  async answers(response: string): Promise<void> {
    const { prompt } = this.standing;
    const answer = prompt?.__typename === 'InfoCapturePrompt' ? { value: response } : { responseKey: response };
    const input = { conversationId: this.chat, cardKey: prompt?.key ?? '', ...answer };
    const { conversation } = granted((await this.asks(CardAnswerDocument, { input })).cardAnswer);
    if (conversation !== null) this.standings.add(conversation);
  }

  /** The first dialog of a desk asks just that. */
  async asksForAnAgent(): Promise<void> {
    await this.opens();
    await this.answers('Yes');
  }

  async says(text: string): Promise<void> {
    await this.sends(this.chat, text);
  }

  async sees(text: string): Promise<void> {
    await this.read.first(`“${text}”`, (message) => message.text === text);
  }

  /** The live chat's state, come or to come. */
  async isTold(state: 'WAITING' | 'OFFERED' | 'CONNECTED' | 'ENDED' | 'MISSED' | 'ABANDONED'): Promise<void> {
    await this.standings.first(`a chat that is ${state}`, ({ liveChat }) => liveChat?.state === state);
  }

  async leaves(): Promise<void> {
    granted((await this.asks(ConversationEndDocument, { input: { conversationId: this.chat } })).conversationEnd);
  }

  /** Everything was told, and nothing will follow. */
  async isThrough(): Promise<void> {
    await this.read.until('the end of the conversation', () => (this.isOver ? true : null));
  }

  async isLive(): Promise<void> {
    await this.standings.until('a live stream', () => (this.stream?.state.getSnapshot() === 'live' ? true : null));
  }

  get standing(): VisitorConversationFragment {
    const last = this.standings.all.at(-1);
    if (last === undefined) throw new Error(`${this.name} has not opened the page.`);
    return last;
  }

  get transcript(): readonly string[] {
    return told(this.read.all);
  }

  private get chat(): string {
    if (this.conversationId === null) throw new Error(`${this.name} has not opened the page.`);
    return this.conversationId;
  }

  private async listens(): Promise<void> {
    const conversationId = this.chat;
    this.parley.messages({
      conversationId,
      afterSequence: 0,
      onMessage: (message) => this.read.add(message),
      onEnd: () => {
        this.isOver = true;
        this.read.changed();
      },
    });
    const stream = this.parley.events({
      document: VisitorEventsDocument,
      filter: { conversationId },
      load: () => Promise.resolve(null),
      onEvents: (events) => {
        for (const { conversation } of events) if (conversation) this.standings.add(conversation);
      },
    });
    this.stream = stream;
    stream.state.subscribe(() => this.standings.changed());
    await this.isLive();
  }
}
