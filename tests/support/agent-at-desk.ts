/** An agent at the inbox: what rings, whom they talk to, and what they read, from the same stream as the sample inbox. */
import {
  AgentAvailabilitySetDocument,
  ConversationDocument,
  ConversationEndDocument,
  type EventsSubscription,
  EventsDocument,
  InboxDocument,
  OfferAcceptDocument,
  OfferDeclineDocument,
  type OfferPartsFragment,
  SignInDocument,
  ViewerDocument,
} from '../../clients/sdk/generated/graphql';
import type { EventStream } from '../../clients/sdk/event-stream';
import { Happenings } from './happenings';
import { granted, type Message, Person, told } from './person';

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

type Frame = EventsSubscription['events'];
export type StaffEvent = Extract<Frame, { __typename: 'EventBatch' }>['events'][number];

export class AgentAtDesk extends Person {
  id = '';
  /** Every event, in the order told. */
  readonly heard = new Happenings<StaffEvent>(this.name);
  /** How often the state was read anew: once, unless a cursor could not be served. */
  loads = 0;
  conversationId: string | null = null;
  /** What they signed in with: for a second client of theirs. */
  credentials: Credentials = { email: '', password: '' };
  private stream: EventStream | null = null;
  private readonly offers = new Map<string, OfferPartsFragment>();
  private readonly messages = new Map<string, Map<number, Message>>();

  async signsIn({ email, password }: Credentials): Promise<void> {
    const input = { email, password };
    const answer = await this.parley.request(SignInDocument, { input }, { anonymous: true });
    if (!answer.ok) throw new Error(answer.failure.message);
    const { token, agent } = granted(answer.data.signIn);
    this.id = agent?.id ?? '';
    this.credentials = { email, password };
    this.usesToken(token ?? '');
  }

  async isAvailable(available: boolean): Promise<void> {
    granted((await this.asks(AgentAvailabilitySetDocument, { input: { available } })).agentAvailabilitySet);
  }

  /** Opens the inbox and listens: an offer rings from now on. */
  async sitsDown(): Promise<void> {
    const stream = this.parley.events({
      document: EventsDocument,
      load: () => this.load(),
      onEvents: (events) => events.forEach((event) => this.hear(event)),
    });
    this.stream = stream;
    stream.state.subscribe(() => this.heard.changed());
    await this.isLive();
  }

  /** Until the stream has caught up. */
  async isLive(): Promise<void> {
    await this.heard.until('a live stream', () => (this.stream?.state.getSnapshot() === 'live' ? true : null));
  }

  /** Until the line has broken; it is not told of a line that is back already. */
  async isLost(): Promise<void> {
    await this.heard.until('a lost line', () => (this.stream?.state.getSnapshot() === 'live' ? null : true));
  }

  get cursor(): string | null {
    return this.stream?.cursor() ?? null;
  }

  get ringing(): readonly OfferPartsFragment[] {
    return [...this.offers.values()].filter(({ state }) => state === 'PENDING');
  }

  /** The offer that rings, or the next one. */
  async rings(): Promise<OfferPartsFragment> {
    return this.heard.until('an offer', () => this.ringing[0]);
  }

  async stopsRinging(): Promise<void> {
    await this.heard.until('the offer to go', () => (this.ringing.length === 0 ? true : null));
  }

  async accepts(): Promise<void> {
    const offer = await this.rings();
    const { conversation } = granted(
      (await this.asks(OfferAcceptDocument, { input: { offerId: offer.id } })).offerAccept,
    );
    this.offers.set(offer.id, { ...offer, state: 'ACCEPTED' });
    this.conversationId = conversation?.id ?? null;
    await this.opens(this.conversationId ?? '');
  }

  async declines(): Promise<void> {
    const offer = await this.rings();
    granted((await this.asks(OfferDeclineDocument, { input: { offerId: offer.id } })).offerDecline);
    this.offers.set(offer.id, { ...offer, state: 'DECLINED' });
  }

  async says(text: string): Promise<void> {
    await this.sends(this.chat, text);
  }

  async sees(text: string): Promise<void> {
    await this.heard.until(`“${text}”`, () => this.transcriptOf(this.chat).find((message) => message.text === text));
  }

  /** The first such event, heard already or still to come. */
  async hears(type: StaffEvent['__typename']): Promise<StaffEvent> {
    return this.heard.first(type, (event) => event.__typename === type);
  }

  async ends(): Promise<void> {
    granted((await this.asks(ConversationEndDocument, { input: { conversationId: this.chat } })).conversationEnd);
  }

  /** The chat as they have it before them. */
  get transcript(): readonly string[] {
    return told(this.transcriptOf(this.chat));
  }

  private get chat(): string {
    if (this.conversationId === null) throw new Error(`${this.name} talks to nobody.`);
    return this.conversationId;
  }

  private transcriptOf(conversationId: string): readonly Message[] {
    const messages = [...(this.messages.get(conversationId)?.values() ?? [])];
    return messages.sort((one, other) => one.sequence - other.sequence);
  }

  /** What was said before the accept; what is said from then on, the stream brings. */
  private async opens(id: string): Promise<void> {
    const { conversation } = await this.asks(ConversationDocument, { id });
    for (const message of conversation?.messages?.nodes ?? []) this.keep(id, message);
    this.heard.changed();
  }

  private async load(): Promise<string | null> {
    this.loads += 1;
    const { inbox } = await this.asks(InboxDocument, { first: 50 });
    const { viewer } = await this.asks(ViewerDocument, {});
    for (const offer of viewer?.agent?.pendingOffers ?? []) this.offers.set(offer.id, offer);
    for (const { id } of inbox?.nodes ?? []) await this.opens(id);
    return inbox?.eventCursor ?? null;
  }

  private hear(event: StaffEvent): void {
    if ('offer' in event) this.offers.set(event.offer.id, event.offer);
    if (event.__typename === 'MessageAdded' && event.conversation) this.keep(event.conversation.id, event.message);
    this.heard.add(event);
  }

  private keep(conversationId: string, message: Message): void {
    const known = this.messages.get(conversationId) ?? new Map<number, Message>();
    this.messages.set(conversationId, known.set(message.sequence, message));
  }
}
