/**
 * The page that the link in a meeting's mail opens: `/meeting/#<token>`. Loading it changes nothing; moving and cancelling are
 * asked for by hand, cancelling twice. What stands behind the `#` is sent to the graph alone.
 */
import { usableLanguages } from '../widget/browser-owner';
import { spanOf } from '../widget/clock';
import { ownZone } from '../widget/meetings';
import { safeAddress } from '../widget/rich';
import { button, el, setText, show } from '../widget/view/dom';
import { createSlotPicker } from '../widget/view/slots';
import { chooseLanguage, type Language } from '../widget/words/choose';
import type { Slot } from '../widget/chat';
import type { Range } from '../widget/meetings';
import { createLink, type Link, type LinkedMeeting, type Outcome } from './link';
import { type LinkWords, linkWords } from './words';

const token = location.hash.slice(1);
const link = createLink(new URL('../graphql', location.href).href, token, ownZone);

interface Speech extends Language {
  readonly own: LinkWords;
  /** For dates: that language as the reader's browser writes it. */
  readonly locale: string;
}

function speak(asked: readonly (string | null)[]): Speech {
  const language = chooseLanguage([...asked, ...usableLanguages(navigator.languages)]);
  const own = linkWords[language.tag] ?? linkWords.en;
  if (own === undefined) throw new Error('The page has no words.');
  document.documentElement.lang = language.tag;
  document.title = own.title;
  const written = usableLanguages(navigator.languages).find((each) => chooseLanguage([each]).tag === language.tag);
  return { ...language, own, locale: written ?? language.tag };
}

/** An address to dial in is a link; a room or a number is not. */
function placeOf(conferencing: string | null, join: string): readonly HTMLElement[] {
  if (conferencing === null) return [];
  const address = /^https?:/i.test(conferencing) ? safeAddress(conferencing) : null;
  if (address === null) return [el('p', {}, conferencing)];
  return [el('a', { class: 'button', href: address, target: '_blank', rel: 'noopener noreferrer' }, join)];
}

class MeetingPage {
  readonly element = el('main', {});
  readonly #told = el('p', { class: 'told', role: 'status' });
  readonly #when = el('p', { class: 'when' });
  readonly #acts = el('div', { class: 'row' });
  readonly #more = el('div', {});
  readonly #words;
  readonly #move;

  constructor(
    private readonly link: Link,
    private meeting: LinkedMeeting,
  ) {
    this.#words = speak([meeting.language]);
    const { words, own } = this.#words;
    const { meeting: says } = words;
    this.#move = button({ class: 'button primary' }, () => this.#openMoving(), says.move);
    const cancel = button({ class: 'button' }, () => this.#ask(cancel), says.cancel);
    this.#acts.append(this.#move, cancel);
    this.element.append(
      el('h1', {}, own.title),
      this.#when,
      el('p', { class: 'meta' }, words.zone(ownZone)),
      el('p', {}, says.with(meeting.agentName)),
      ...placeOf(meeting.conferencing, says.join),
      this.#told,
      this.#acts,
      this.#more,
    );
    this.#draw(meeting, '');
  }

  #draw(meeting: LinkedMeeting, sentence: string): void {
    const { words, own, locale } = this.#words;
    this.meeting = meeting;
    const isCancelled = meeting.status === 'CANCELLED';
    setText(this.#when, spanOf(meeting.startsAt, meeting.endsAt, locale));
    this.#when.classList.toggle('struck', isCancelled);
    this.#tell(isCancelled ? words.meeting.cancelled : meeting.canChange ? sentence : own.begun);
    this.#more.replaceChildren();
    show(this.#acts, meeting.canChange);
  }

  #tell(sentence: string, isFault = false): void {
    setText(this.#told, sentence);
    this.#told.classList.toggle('fault', isFault);
    show(this.#told, sentence !== '');
  }

  #openMoving(): void {
    const { words, own, locale } = this.#words;
    this.#tell('');
    const desk = {
      words,
      locale,
      now: () => this.link.now(),
      flow: { slots: (_: unknown, range: Range) => this.link.slots(range) },
    };
    const picker = createSlotPicker(desk, { meetingId: '' }, (slot) => void this.#moveTo(slot));
    const stay = button({ class: 'button' }, () => this.#back(), words.meeting.keep);
    this.#open(el('section', { 'aria-label': own.choose }, el('h2', {}, own.choose), picker.element, stay));
    stay.focus();
  }

  async #moveTo(slot: Slot): Promise<void> {
    const outcome = await this.link.move(slot);
    this.#settle(outcome, this.#words.own.moved);
  }

  #ask(cancel: HTMLElement): void {
    const { meeting: says } = this.#words.words;
    this.#tell('');
    const keep = button({ class: 'button' }, () => (this.#back(), cancel.focus()), says.keep);
    const sure = button({ class: 'button danger' }, () => void this.#callOff(), says.cancelYes);
    this.#open(
      el(
        'div',
        { role: 'group', 'aria-label': says.cancelAsk },
        says.cancelAsk,
        el('div', { class: 'row' }, keep, sure),
      ),
    );
    keep.focus();
  }

  async #callOff(): Promise<void> {
    this.#settle(await this.link.cancel(), '');
  }

  #open(part: HTMLElement): void {
    show(this.#acts, false);
    this.#more.replaceChildren(part);
  }

  #back(): void {
    this.#more.replaceChildren();
    show(this.#acts, this.meeting.canChange);
    this.#move.focus();
  }

  #settle(outcome: Outcome, sentence: string): void {
    const { words, own } = this.#words;
    if (outcome.kind === 'DONE') {
      this.#draw(outcome.meeting, sentence);
      this.#told.tabIndex = -1;
      this.#told.focus();
      return;
    }
    this.#back();
    if (outcome.kind === 'UNREACHED') return this.#tell(own.unreached, true);
    if (outcome.code === 'NOT_FOUND') return this.#tell(own.over, true);
    this.#tell(words.isServers || outcome.code === 'LIMIT_REACHED' ? outcome.message : words.meeting.taken, true);
  }
}

async function begin(): Promise<void> {
  const { words, own } = speak([]);
  const said = el('p', { role: 'status' }, own.loading);
  const again = button({ class: 'button' }, () => void begin(), words.retry);
  document.body.replaceChildren(el('main', {}, el('h1', {}, own.title), said));
  const outcome = token === '' ? null : await link.load();
  if (outcome?.kind === 'DONE') return document.body.replaceChildren(new MeetingPage(link, outcome.meeting).element);
  const isUnreached = outcome?.kind === 'UNREACHED';
  setText(said, isUnreached ? own.unreached : own.over);
  if (isUnreached) said.after(again);
}

void begin();
// A second mail's link in the same tab changes what stands behind the `#` alone.
addEventListener('hashchange', () => location.reload());
