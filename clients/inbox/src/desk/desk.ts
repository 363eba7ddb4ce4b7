/** The inbox's one object: holds the state, listens to the stream, and does what the agent asks for. */
import { refusalOf } from '../../../sdk/answer';
import {
  AgentAvailabilitySetDocument,
  ConversationEndDocument,
  EventsDocument,
  InboxDocument,
  OfferAcceptDocument,
  OfferDeclineDocument,
  type StaffEventFragment,
} from '../../../sdk/generated/graphql';
import type { EventStream, Typing } from '../../../sdk/event-stream';
import type { Parley } from '../../../sdk/parley';
import { createCell, type Store } from '../../../sdk/store';
import { applyEvent, goneBecause, offerGone, withOffer, without, withoutOffer, withRow } from './apply-event';
import { loadDesk, loadMissed, loadPast } from './load';
import { Chats } from './chats';
import { askerName, type DeskState, emptyDesk, emptyThread, type Offer, type Row, tabOf, visitorName } from './state';
import { Errands } from './errands';
import { Threads } from './threads';

/** How long a banner says why it goes. */
const goneForMs = 3_000;

export interface DeskListeners {
  readonly onOffer: (name: string, pageUrl: string | null, offerId: string) => void;
  readonly onVisitorMessage: (conversationId: string, name: string, text: string) => void;
}

export class Desk {
  readonly #state = createCell<DeskState>(emptyDesk);
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly threads: Threads;
  readonly chats: Chats;
  readonly errands: Errands;
  #stream: EventStream | null = null;

  constructor(
    readonly parley: Parley,
    private readonly listeners: DeskListeners,
  ) {
    this.threads = new Threads(parley, this.#state);
    this.chats = new Chats(parley, this.#state, (id) => this.threads.refresh(id));
    this.errands = new Errands(parley, this.#state);
  }

  get state(): Store<DeskState> {
    return this.#state;
  }

  start(): void {
    this.#stream = this.parley.events({
      document: EventsDocument,
      load: () => this.#load(),
      onEvents: (events) => this.#apply(events),
      onTyping: (typing) => this.#typing(typing),
      onRefused: () => this.#change((state) => ({ ...state, phase: 'refused' })),
    });
  }

  stop(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#stream?.stop();
  }

  /** The conversation to open when it worked. */
  async accept(offerId: string): Promise<string | null> {
    this.#change((state) => withOffer(state, offerId, { state: 'answering' }));
    const answer = await this.parley.request(OfferAcceptDocument, { input: { offerId } }, { repeatable: true });
    if (!answer.ok) {
      this.#change((state) => withOffer(state, offerId, { state: 'ringing', note: answer.failure.message }));
      return null;
    }
    const refusal = refusalOf(answer.data.offerAccept);
    if (refusal !== null) {
      this.#gone(offerId, refusal.message);
      return null;
    }
    const { conversation } = answer.data.offerAccept;
    this.#change((state) => withoutOffer(withRow(state, conversation), offerId));
    return conversation?.id ?? null;
  }

  async decline(offerId: string): Promise<void> {
    this.#change((state) => withOffer(state, offerId, { state: 'answering' }));
    const answer = await this.parley.request(OfferDeclineDocument, { input: { offerId } }, { repeatable: true });
    if (!answer.ok) {
      this.#change((state) => withOffer(state, offerId, { state: 'ringing', note: answer.failure.message }));
      return;
    }
    this.#change((state) => withoutOffer(state, offerId));
  }

  /** The countdown came to its end here before the server's word for it arrived. */
  ranOut(offer: Offer): void {
    this.#gone(offer.id, goneBecause(offer, 'EXPIRED'));
  }

  /** A sentence when it did not work. */
  async setAvailable(available: boolean): Promise<string | null> {
    const answer = await this.parley.request(
      AgentAvailabilitySetDocument,
      { input: { available } },
      { repeatable: true },
    );
    if (!answer.ok) return answer.failure.message;
    const { agent } = answer.data.agentAvailabilitySet;
    if (agent !== null) this.#change((state) => ({ ...state, agent }));
    return refusalOf(answer.data.agentAvailabilitySet)?.message ?? null;
  }

  /** A sentence when it did not work. */
  async endConversation(conversationId: string): Promise<string | null> {
    const answer = await this.parley.request(
      ConversationEndDocument,
      { input: { conversationId } },
      { repeatable: true },
    );
    if (!answer.ok) return answer.failure.message;
    const { conversation } = answer.data.conversationEnd;
    this.#change((state) => {
      const row = state.rows.get(conversationId);
      if (row === undefined || conversation === null) return state;
      const { status, endedAt, liveChat } = conversation;
      const ended = liveChat === null ? null : { ...liveChat, agent: row.liveChat?.agent ?? null };
      return withRow(state, { ...row, status, endedAt, liveChat: ended });
    });
    return refusalOf(answer.data.conversationEnd)?.message ?? null;
  }

  /** Puts a conversation among those that are known. */
  show(row: Row | null): void {
    this.#change((state) => withRow(state, row));
  }

  /** The next page of a list. */
  async loadMore(tab: 'past' | 'missed'): Promise<void> {
    const shelf = this.#state.getSnapshot()[tab];
    if (shelf.loading || (shelf.nextCursor === null && shelf.state === 'ready')) return;
    this.#change((state) => ({ ...state, [tab]: { ...state[tab], loading: true } }));
    const page = await (tab === 'past' ? loadPast : loadMissed)(this.parley, shelf.nextCursor);
    this.#change((state) => {
      const rows = new Map(state.rows);
      // What the stream told meanwhile is newer than the page.
      for (const row of page.rows) if (!rows.has(row.id)) rows.set(row.id, row);
      return { ...state, rows, [tab]: page.shelf };
    });
  }

  async #load(): Promise<string | null> {
    const known = this.#state.getSnapshot();
    try {
      const { state, cursor } = await loadDesk(this.parley, known);
      this.#state.set(state);
      this.threads.refreshStale();
      const before = new Set(known.offers.map(({ offer }) => offer.id));
      this.#announceOffers(state.offers.map(({ offer }) => offer.id).filter((id) => !before.has(id)));
      return cursor;
    } catch (error) {
      this.#change((state) => ({ ...state, problem: error instanceof Error ? error.message : String(error) }));
      throw error;
    }
  }

  #change(step: (state: DeskState) => DeskState): void {
    this.#state.set(step(this.#state.getSnapshot()));
  }

  #apply(events: readonly StaffEventFragment[]): void {
    for (const event of events) {
      if (event.__typename === 'MessageAdded' && event.conversation !== null) {
        this.parley.outbox.settle(event.conversation.id, event.message);
      }
    }
    const known = new Set(this.#state.getSnapshot().offers.map(({ offer }) => offer.id));
    this.#change((state) => events.reduce(applyEvent, state));
    const { offers, listStale } = this.#state.getSnapshot();
    this.#announceOffers(offers.filter(({ offer }) => !known.has(offer.id)).map(({ offer }) => offer.id));
    for (const { offer, state } of offers) if (state === 'gone') this.#forgetSoon(offer.id);
    this.#announceMessages(events);
    this.threads.refreshStale();
    if (listStale) void this.#reloadActive();
  }

  #announceOffers(ids: readonly string[]): void {
    for (const { offer, state } of this.#state.getSnapshot().offers) {
      if (state !== 'ringing' || !ids.includes(offer.id)) continue;
      this.listeners.onOffer(askerName(offer), offer.conversation?.pageUrl ?? null, offer.id);
    }
  }

  #announceMessages(events: readonly StaffEventFragment[]): void {
    const { agent } = this.#state.getSnapshot();
    for (const event of events) {
      if (event.__typename !== 'MessageAdded' || event.message.author !== 'VISITOR' || event.conversation === null)
        continue;
      if (tabOf(event.conversation, agent?.id) !== 'active') continue;
      const name = visitorName(event.conversation.visitor);
      this.listeners.onVisitorMessage(event.conversation.id, name, event.message.text);
    }
  }

  /** Which chat is not ours any more, the list of those that are can tell. */
  async #reloadActive(): Promise<void> {
    const { handedTo } = this.#state.getSnapshot();
    this.#change((state) => ({ ...state, listStale: false, handedTo: null }));
    const answer = await this.parley.request(InboxDocument, { state: 'ACTIVE', first: 100 });
    if (!answer.ok || answer.data.inbox === null) return;
    const mine = new Set(answer.data.inbox.nodes.map(({ id }) => id));
    this.#change((state) => {
      const kept = [...state.rows].filter(([id, row]) => tabOf(row, state.agent?.id) !== 'active' || mine.has(id));
      if (handedTo === null) return { ...state, rows: new Map(kept) };
      // What was said there is another's to read from here on.
      const left = new Map(kept);
      const lost = [...state.rows.keys()].filter((id) => !left.has(id) && state.threads.has(id));
      const notice = `${handedTo} has this chat now.`;
      const closed = lost.map((id) => [id, { ...emptyThread, state: 'missing', notice }] as const);
      return { ...state, rows: left, threads: new Map([...state.threads, ...closed]) };
    });
  }

  #typing(typing: Typing): void {
    if (typing.author === 'AGENT') return;
    this.#change((state) => ({ ...state, typing: new Map(state.typing).set(typing.conversationId, typing) }));
    const left = Date.parse(typing.until) - this.parley.clock.now();
    this.#later(`typing ${typing.conversationId}`, Math.max(0, left), () =>
      this.#change((state) => ({ ...state, typing: without(state.typing, typing.conversationId) })),
    );
  }

  #gone(offerId: string, note: string): void {
    this.#change((state) => offerGone(state, offerId, note));
    this.#forgetSoon(offerId);
  }

  #forgetSoon(offerId: string): void {
    if (this.#timers.has(`offer ${offerId}`)) return;
    this.#later(`offer ${offerId}`, goneForMs, () => this.#change((state) => withoutOffer(state, offerId)));
  }

  #later(name: string, ms: number, task: () => void): void {
    const running = this.#timers.get(name);
    if (running !== undefined) clearTimeout(running);
    const timer = setTimeout(() => {
      this.#timers.delete(name);
      task();
    }, ms);
    this.#timers.set(name, timer);
  }
}
