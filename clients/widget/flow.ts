/**
 * What the widget does: it begins a session, finds the conversation to be in, follows it, and carries out what the visitor
 * asks for. Every change of the screen goes through the store.
 *
 * The race to keep in mind: an answer of the server and the event of the same thing arrive in either order, and a new
 * conversation may have been started meanwhile. So nothing is applied that is not of the conversation shown now.
 */
import { allowPages } from './allow-pages';
import type { FlowStartInput } from '../sdk/generated/graphql';
import { answered } from './answered';
import type { ChatMessage, DocumentDeed, LeftMessage, Outcome, Snapshot, Trigger } from './chat';
import type { FlowParts } from './flow-parts';
import type { CardChoice, Happening } from './graph';
import type { BookingOrder, MeetingOutcome, Meetings, SlotSource } from './meetings';
import { patiently } from './patience';
import {
  arrived,
  lastSequence,
  lengthened,
  loaded,
  met,
  onItsWay,
  type State,
  stageOf,
  stands,
  unreadCount,
} from './state';
import { type Watch, watchFor } from './triggers';

/** How long an indicator shows after the last word of it. */
const typingMs = 5_000;
export class Flow {
  #unfollow: () => void = () => undefined;
  #typingTimer: ReturnType<typeof setTimeout> | undefined;
  #wanted: string | null = null;
  #markedUpTo = 0;
  #watch: Watch | null = null;
  /** Counts beginnings: an answer that comes behind a newer one begins nothing. */
  #beginnings = 0;

  constructor(private readonly parts: FlowParts) {
    parts.graph.outgoing.subscribe(() => this.#showOutgoing());
    parts.memory.onOtherTab(() => this.#readElsewhere());
  }

  /** Enters the conversation to be in. Comes back when something is shown, is waited for, or nothing fits. */
  async begin(dialogId: string | null): Promise<void> {
    const { graph, memory } = this.parts;
    this.#wanted = dialogId;
    const beginning = this.#begins();
    await this.#dress();
    const known = memory.read().conversationId;
    const snapshot = known === undefined ? null : await patiently(() => graph.load(known));
    // What the visitor is in the middle of goes on, whatever this page would like to show. A chat that ended while the
    // panel stood open is shown with its end; a new one is a click away.
    // The page has started a flow meanwhile: that is what was asked for.
    if (beginning !== this.#beginnings) return;
    if (snapshot?.isEngaged && (snapshot.status === 'OPEN' || memory.wasOpen())) this.#enter(snapshot);
    else await this.startAnew(dialogId);
  }

  async startAnew(dialogId: string | null): Promise<void> {
    const { graph, visit, pageUrl } = this.parts;
    this.#wanted = dialogId;
    const beginning = this.#begins();
    const { snapshot, waitsFor } = await patiently(() => graph.start(dialogId, pageUrl(), visit.tell()));
    if (beginning !== this.#beginnings) return;
    if (snapshot !== null) this.#enter(snapshot);
    else if (waitsFor !== null) this.#waitFor(waitsFor);
  }

  readonly allow = (isAllowed: boolean): Promise<void> => allowPages(this.parts, this.#wanted, isAllowed);

  /** Begins a flow, or goes on with the open conversation of it. False while the chat is switched off. */
  async startFlow(input: FlowStartInput): Promise<boolean> {
    const beginning = this.#begins();
    await this.#dress();
    const snapshot = await patiently(() => this.parts.graph.startFlow(input));
    if (snapshot === null || beginning !== this.#beginnings) return snapshot !== null;
    this.#enter(snapshot);
    return true;
  }

  /** Seconds add up over pages: those of this one are told on leaving it, while a dialog waits for them. */
  leave(): void {
    if (this.#watch !== null) this.parts.graph.tellVisit(this.#wanted, this.parts.pageUrl(), this.parts.visit.tell());
  }

  /** The chosen answer is shown as said at once; refused, it is a choice again. */
  async respond(responseKey: string, label: string): Promise<void> {
    if (this.#state.isAnswering) return;
    const at = new Date(this.parts.graph.parley.clock.now()).toISOString();
    const answering = { key: this.parts.newId(), text: label, at };
    this.#change((state) => onItsWay({ ...state, answering }, state.outgoing));
    const isTaken = await this.#answer({ responseKey, clientMessageId: answering.key });
    if (!isTaken) this.#change((state) => onItsWay({ ...state, answering: null }, state.outgoing));
  }

  async submit(value: string): Promise<void> {
    await this.#answer({ value, clientMessageId: this.parts.newId() });
  }

  slots(source: SlotSource, range: { readonly from: Date; readonly to: Date }): ReturnType<Meetings['slots']> {
    return this.parts.graph.meetings.slots(source, range);
  }

  async book(order: BookingOrder): Promise<MeetingOutcome> {
    return this.#arranged(order.conversationId, await this.parts.graph.meetings.book(order));
  }

  async move(...asked: Parameters<Meetings['move']>): Promise<MeetingOutcome> {
    return this.#arranged(this.#state.standing?.id, await this.parts.graph.meetings.move(...asked));
  }

  async cancelMeeting(meetingId: string): Promise<MeetingOutcome> {
    return this.#arranged(this.#state.standing?.id, await this.parts.graph.meetings.cancel(meetingId));
  }

  report(cardKey: string, deed: DocumentDeed): void {
    const { standing } = this.#state;
    if (standing) this.parts.graph.report(standing.id, cardKey, deed);
  }

  send(text: string): void {
    const { standing } = this.#state;
    if (standing) this.parts.graph.parley.outbox.send(standing.id, text);
  }

  retry(clientMessageId: string): void {
    this.parts.graph.parley.outbox.retry(clientMessageId);
  }

  /** Call it at every key: the SDK tells it as often as it is worth. */
  type(): void {
    const { standing } = this.#state;
    if (standing && stageOf(standing) === 'CHATTING') this.parts.graph.parley.typing(standing.id);
  }

  async loadEarlier(): Promise<void> {
    const { standing, earlier } = this.#state;
    if (!standing || earlier === null) return;
    const stretch = await this.parts.graph.loadEarlier(standing.id, earlier);
    // Pressed twice, or another conversation meanwhile: only the stretch that was asked for belongs there.
    if (stretch === null || !this.#isShown(standing.id) || this.#state.earlier !== earlier) return;
    this.#change((state) => lengthened(state, stretch));
  }

  async end(): Promise<void> {
    const { standing } = this.#state;
    if (!standing) return;
    const outcome = await this.parts.graph.end(standing.id);
    if (outcome.kind !== 'UNREACHED') await this.#reload(standing.id);
    const notice = outcome.kind === 'UNREACHED' ? this.parts.words.endFailed : null;
    this.#change((state) => ({ ...state, notice }));
  }

  readonly newId = (): string => this.parts.newId();

  async leaveMessage(message: LeftMessage): Promise<Outcome> {
    const { standing } = this.#state;
    if (!standing) return { kind: 'STALE' };
    const outcome = await this.parts.graph.leaveMessage(standing.id, message);
    if (outcome.kind === 'DONE' || outcome.kind === 'STALE') await this.#reload(standing.id);
    return outcome;
  }

  markRead(): void {
    const { standing } = this.#state;
    const last = lastSequence(this.#state);
    if (!standing || last === 0 || document.visibilityState === 'hidden') return;
    const hasNews = unreadCount(this.#state) > 0;
    this.#change((state) => (state.readUpTo >= last ? state : { ...state, readUpTo: last }));
    if (!hasNews || last === this.#markedUpTo) return;
    this.#markedUpTo = last;
    this.parts.memory.write({ read: { conversationId: standing.id, upTo: last } });
    // A lost mark costs a badge after the next reload, nothing else.
    void this.parts.graph.markRead(standing.id, last);
  }

  /** What was read in another tab is no news in this one. */
  #readElsewhere(): void {
    const { read } = this.parts.memory.read();
    if (read === undefined || !this.#isShown(read.conversationId)) return;
    this.#change((state) => (state.readUpTo >= read.upTo ? state : { ...state, readUpTo: read.upTo }));
  }

  get #state(): State {
    return this.parts.store.state;
  }

  #change(how: (state: State) => State): void {
    this.parts.store.change(how);
  }

  async #dress(): Promise<void> {
    const look = await this.parts.look;
    this.#change((state) => (state.look === look ? state : { ...state, look }));
  }

  #begins(): number {
    this.#watch?.stop();
    this.#watch = null;
    this.#beginnings += 1;
    return this.#beginnings;
  }

  #waitFor(trigger: Trigger): void {
    this.#watch = watchFor(trigger, this.parts.visit, () => void this.startAnew(this.#wanted));
  }

  /** Shows what came of a meeting's errand, where it is still about what is shown. */
  #arranged(conversationId: string | undefined, outcome: MeetingOutcome): MeetingOutcome {
    if (outcome.kind !== 'DONE' || conversationId === undefined || !this.#isShown(conversationId)) return outcome;
    const { meeting, standing } = outcome;
    if (meeting !== null) this.#change((state) => met(state, meeting));
    if (standing !== null) this.#change((state) => stands(state, standing));
    return outcome;
  }

  #isShown(conversationId: string): boolean {
    return this.#state.standing?.id === conversationId;
  }

  #enter(snapshot: Snapshot): void {
    this.parts.memory.write({ conversationId: snapshot.id });
    this.#unfollow();
    this.#unfollow = () => undefined;
    this.#put(snapshot);
    if (snapshot.status === 'OPEN') this.#follow(snapshot);
  }

  #put(snapshot: Snapshot): void {
    this.#change((state) => loaded(state, snapshot, this.parts.graph.parley.clock.now()));
    this.#settle(snapshot.id, snapshot.messages);
    this.#showOutgoing();
    if (this.#state.isOpen) this.markRead();
  }

  async #reload(conversationId: string): Promise<void> {
    const snapshot = await this.parts.graph.load(conversationId).catch(() => null);
    if (snapshot !== null && this.#isShown(conversationId)) this.#put(snapshot);
  }

  #follow(first: Snapshot): void {
    this.#unfollow = this.parts.graph.follow(first, {
      loaded: (snapshot) => this.#isShown(first.id) && this.#put(snapshot),
      happened: (happening) => {
        if (this.#isShown(first.id)) this.#happened(happening);
      },
      typing: (name) => this.#typing(name),
      lost: () => this.#isShown(first.id) && void this.startAnew(this.#wanted),
    });
  }

  #happened({ standing, message, idleEndsAt, meeting }: Happening): void {
    if (meeting !== null) this.#change((state) => met(state, meeting));
    if (message !== null) this.#change((state) => arrived(state, message));
    if (standing !== null) this.#change((state) => stands(state, standing));
    if (idleEndsAt !== null) this.#change((state) => ({ ...state, idleEndsAt }));
    if (message !== null && this.#state.standing) this.#settle(this.#state.standing.id, [message]);
    if (this.#state.isOpen) this.markRead();
  }

  #typing(name: string | null): void {
    clearTimeout(this.#typingTimer);
    this.#change((state) => ({ ...state, typing: { name } }));
    this.#typingTimer = setTimeout(() => this.#change((state) => ({ ...state, typing: null })), typingMs);
  }

  /** What the conversation has is not on its way any more. */
  #settle(conversationId: string, messages: readonly ChatMessage[]): void {
    for (const message of messages) this.parts.graph.parley.outbox.settle(conversationId, message);
  }

  #showOutgoing(): void {
    const items = this.parts.graph.outgoing.getSnapshot().filter((item) => this.#isShown(item.conversationId));
    if (items.length === 0 && this.#state.outgoing.length === 0) return;
    this.#change((state) => onItsWay(state, items));
  }

  /** Tells whether the answer was taken. */
  async #answer(choice: Omit<CardChoice, 'conversationId' | 'cardKey'>): Promise<boolean> {
    const { standing, isAnswering } = this.#state;
    if (!standing?.prompt || isAnswering) return false;
    this.#change((state) => ({ ...state, isAnswering: true, promptError: null }));
    const input = { conversationId: standing.id, cardKey: standing.prompt.key, ...choice };
    const outcome = await this.parts.graph.answer(input);
    if (outcome.kind === 'STALE') await this.#reload(standing.id);
    if (this.#isShown(standing.id)) this.#change((state) => answered(state, outcome, this.parts.words));
    return outcome.kind === 'DONE';
  }
}
