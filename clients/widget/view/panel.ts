/**
 * The panel: header, conversation, and what the visitor can do next. It holds the rules of focus: Escape closes, a phone
 * keeps the focus inside, a desktop never does, and a control that vanishes under the focus hands it to the next one.
 */
import { isPausing, lastSequence, type State } from '../state';
import { createBubbles } from './bubbles';
import { createConsent } from './consent';
import { createComposer } from './composer';
import { button, el, icon, setText, show } from './dom';
import { createHeader } from './header';
import { createLines } from './lines';
import { createMeetingCards } from './meetings';
import { createPrompt } from './prompt';
import { createEnded, createIdleWarning } from './standing';
import { createWaiting } from './waiting';
import type { Desk, View } from './view';

export interface PanelParts {
  readonly desk: Desk;
  readonly draft: string;
  readonly keepDraft: (text: string) => void;
  readonly startAnew: () => void;
}

const phone = matchMedia('(max-width: 479px)');
const touch = matchMedia('(pointer: coarse)');
/** Closer to the end than this, a reader follows the conversation. */
const nearEndPx = 80;

function focusablesIn(element: HTMLElement): readonly HTMLElement[] {
  const all = element.querySelectorAll<HTMLElement>('button, input, select, textarea, a[href], [tabindex="0"]');
  return [...all].filter((each) => each.offsetParent !== null && !each.hasAttribute('disabled'));
}

export class Panel implements View {
  readonly element: HTMLElement;
  readonly #header;
  readonly #prompt;
  readonly #composer;
  readonly #waiting;
  readonly #ended;
  readonly #views: readonly View[];
  readonly #typing = el('p', { class: 'typing meta' });
  /** The next card takes its time. It is for the eyes: the card itself is read out when it comes. */
  readonly #dots = el('div', { class: 'text dots', 'aria-hidden': 'true' }, el('i'), el('i'), el('i'));
  readonly #earlier: HTMLButtonElement;
  readonly #jump: HTMLButtonElement;
  readonly #scroller = el('div', { class: 'scroller', tabindex: '0', role: 'region' });
  #isFollowing = true;
  #wasOpen = false;
  #owesFocus = false;
  #seenSequence = 0;

  constructor(private readonly parts: PanelParts) {
    const { desk, draft, keepDraft, startAnew } = parts;
    this.#header = createHeader(desk);
    this.#prompt = createPrompt(desk);
    this.#composer = createComposer({ desk, draft, keepDraft });
    this.#ended = createEnded(desk, startAnew);
    const bubbles = createBubbles(desk);
    this.#waiting = createWaiting(desk, this.#composer);
    const waiting = this.#waiting;
    const idle = createIdleWarning(desk);
    const lines = createLines(desk);
    const meetings = createMeetingCards(desk);
    const consent = createConsent(desk);
    this.#views = [
      this.#header,
      consent,
      lines,
      bubbles,
      this.#prompt,
      waiting,
      meetings,
      idle,
      this.#composer,
      this.#ended,
    ];
    this.#jump = button({ class: 'jump' }, () => this.#toEnd('smooth'), icon('down'), desk.words.newMessages);
    this.#earlier = button({ class: 'link earlier' }, () => void desk.flow.loadEarlier(), desk.words.earlier);
    this.#scroller.setAttribute('aria-label', desk.words.messages);
    const said = [this.#earlier, bubbles.element, this.#typing, this.#dots, this.#prompt.element];
    const stream = el('div', { class: 'stream' }, ...said, waiting.element, idle.element);
    this.#scroller.append(stream);
    // What loads late, or tells an error, must not grow below the edge of what is seen.
    const size = new ResizeObserver(() => this.#isFollowing && this.#toEnd('instant'));
    for (const element of [stream, this.#scroller]) size.observe(element);
    const middle = el('div', { class: 'middle' }, this.#scroller, this.#jump);
    const foot = el('div', { class: 'foot' }, this.#composer.element, this.#ended.element, lines.privacy);
    const role = desk.isInline ? 'region' : 'dialog';
    const attributes = { class: 'panel', role, tabindex: '-1', 'aria-labelledby': this.#header.titleId };
    this.element = el(
      'section',
      attributes,
      this.#header.element,
      lines.element,
      consent.element,
      meetings.element,
      middle,
      foot,
    );
    this.#scroller.addEventListener('scroll', () => this.#scrolled());
    this.element.addEventListener('keydown', (event) => this.#pressed(event));
    show(this.#jump, false);
  }

  /** Where the visitor goes on: the card, the composer, or the panel itself where a keyboard would pop up. */
  focus(): void {
    (touch.matches ? this.element : this.#next()).focus({ preventScroll: true });
  }

  update(state: State): void {
    const hadFocus = this.#active() !== null && this.element.contains(this.#active());
    show(this.element, state.isOpen);
    if (!this.parts.desk.isInline) this.element.setAttribute('aria-modal', String(phone.matches));
    for (const view of this.#views) view.update(state);
    const { somebody, typing } = this.parts.desk.words;
    show(this.#typing, state.typing !== null);
    const name = state.typing?.name ?? state.standing?.liveChat?.agentName ?? somebody;
    setText(this.#typing, state.typing ? typing(name) : '');
    show(this.#dots, isPausing(state));
    show(this.#earlier, state.earlier !== null);
    this.#passFocus(hadFocus, state);
    this.#followConversation(state);
    this.#wasOpen = state.isOpen;
  }

  #active(): Element | null {
    return (this.element.getRootNode() as ShadowRoot).activeElement ?? null;
  }

  #next(): HTMLElement {
    return (
      this.#prompt.control() ??
      this.#waiting.control() ??
      this.#composer.control() ??
      this.#ended.control() ??
      this.element
    );
  }

  /** What had the focus is gone: the keyboard goes on where the conversation does, as soon as there is something to do. */
  #passFocus(hadFocus: boolean, { isOpen, isAnswering }: State): void {
    const active = this.#active();
    // The browser takes the focus from what was hidden only with its next frame: what cannot be seen does not have it.
    const isLost = active === null || active.getClientRects().length === 0;
    if (isLost) this.#owesFocus ||= hadFocus;
    else if (active !== this.element) this.#owesFocus = false;
    if (!this.#owesFocus || !isOpen) return;
    this.#owesFocus = isAnswering;
    if (isAnswering) this.element.focus({ preventScroll: true });
    else this.focus();
  }

  #followConversation(state: State): void {
    const newest = lastSequence(state);
    const hasNews = newest > this.#seenSequence;
    this.#seenSequence = newest;
    if (!state.isOpen) return;
    const isOwn = state.entries.at(-1)?.delivery === 'SENDING';
    if (this.#isFollowing || isOwn || !this.#wasOpen) this.#toEnd('instant');
    else if (hasNews) show(this.#jump, true);
  }

  #toEnd(behavior: ScrollBehavior): void {
    this.#scroller.scrollTo({ top: this.#scroller.scrollHeight, behavior });
    this.#isFollowing = true;
    show(this.#jump, false);
  }

  #scrolled(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    this.#isFollowing = scrollHeight - scrollTop - clientHeight < nearEndPx;
    if (this.#isFollowing) show(this.#jump, false);
  }

  #pressed(event: KeyboardEvent): void {
    const { isInline, close } = this.parts.desk;
    if (event.key === 'Tab' && phone.matches && !isInline) this.#trap(event);
    if (event.key !== 'Escape') return;
    const isDone = this.#header.menu.close();
    if (isInline && !isDone) return;
    event.stopPropagation();
    if (!isDone) close();
  }

  /** On phones the panel covers the page: Tab goes round inside. */
  #trap(event: KeyboardEvent): void {
    const all = focusablesIn(this.element);
    const active = this.#active();
    const edge = event.shiftKey ? all[0] : all.at(-1);
    if (active !== edge && !(active === this.element && event.shiftKey)) return;
    event.preventDefault();
    (event.shiftKey ? all.at(-1) : all[0])?.focus();
  }
}
