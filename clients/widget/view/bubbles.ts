/**
 * The messages in their order. Elements are kept by the key of their entry, so what is on its way turns into what is stored
 * in place: nothing jumps, and a screen reader reads each message once.
 */
import type { DocumentToRead } from '../chat';
import { dayOf, sameDay, timeOf, whenOf } from '../clock';
import { piecesOf } from '../../sdk/links';
import { richNodes } from '../rich';
import type { Entry, State } from '../state';
import { button, el, icon, setText, show } from './dom';
import type { Desk, View } from './view';

interface Bubble {
  readonly element: HTMLElement;
  update(entry: Entry, before: Entry | undefined, now: number): void;
}

/** Messages of one author within this time are one run: name and time stand on the first. */
const runMs = 5 * 60_000;

function startsRun(entry: Entry, before: Entry | undefined): boolean {
  if (!before || before.author !== entry.author || before.authorName !== entry.authorName) return true;
  return Date.parse(entry.at) - Date.parse(before.at) > runMs;
}

function textWithLinks(text: string): readonly (Node | string)[] {
  return piecesOf(text).map((piece) =>
    piece.href === null
      ? piece.text
      : el('a', { href: piece.href, target: '_blank', rel: 'noopener noreferrer nofollow' }, piece.text),
  );
}

/** What was typed into a field is stored as the graph spells it, and read as people write it. */
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;

function answerOf({ author, cardKey, text, delivery }: Entry, { words, locale }: Desk): string {
  if (author !== 'VISITOR' || (cardKey === null && delivery === 'SENT')) return text;
  if (text === 'true') return words.yes;
  if (text === 'false') return words.no;
  return instant.test(text) ? whenOf(text, locale) : text;
}

function documentCard(desk: Desk, entry: Entry, paper: DocumentToRead): HTMLElement {
  const { cardKey } = entry;
  const read = button(
    { class: 'paper' },
    () =>
      desk.read({
        document: paper,
        tell: (deed) => cardKey !== null && desk.flow.report(cardKey, deed),
        done: () => read.focus(),
      }),
    el('span', { class: 'paper-icon' }, icon('paper')),
    el(
      'span',
      { class: 'paper-words' },
      el('span', { class: 'strong', dir: 'auto' }, paper.title),
      el('span', { class: 'meta' }, desk.words.document.read),
    ),
  );
  return read;
}

function createBubble(desk: Desk, first: Entry): Bubble {
  const { words } = desk;
  const dayLine = el('p', { class: 'day' });
  const meta = el('p', { class: 'meta' });
  const text = el('div', { class: 'text', dir: 'auto' });
  const paper = first.document ? documentCard(desk, first, first.document) : el('div', { hidden: '' });
  const note = el('p', { class: 'note' });
  const retry = button({ class: 'link' }, () => desk.flow.retry(first.key), words.retry);
  const element = el(
    'li',
    { class: 'entry' },
    dayLine,
    meta,
    text,
    paper,
    el('div', { class: 'delivery' }, note, retry),
  );
  let shownText: string | null = null;

  /** What the system says has a code, so that it can be said in the reader's language. */
  function textOf(entry: Entry): string {
    const name = desk.store.state.standing?.liveChat?.agentName ?? words.somebody;
    switch (entry.systemCode) {
      case 'AGENT_JOINED':
        return words.isServers ? entry.text : words.joined(name);
      case 'AGENT_LEFT':
        return words.isServers ? entry.text : words.left(name);
      case 'CHAT_ENDED':
        return words.ended;
      case 'IDLE_ENDED':
        return words.endedIdle;
      default:
        return answerOf(entry, desk);
    }
  }
  function nameOf(entry: Entry): string {
    if (entry.author === 'VISITOR') return '';
    return entry.authorName ?? (entry.author === 'AGENT' ? words.somebody : words.assistant);
  }

  return {
    element,
    update(entry, before, now) {
      const isSystem = entry.author === 'SYSTEM';
      const startsDay = !before || !sameDay(before.at, entry.at);
      const startsRunHere = startsDay || startsRun(entry, before);
      element.className = `entry ${entry.author.toLowerCase()} ${entry.delivery.toLowerCase()}${startsRunHere ? ' first' : ''}`;
      show(dayLine, startsDay && before !== undefined);
      setText(dayLine, dayOf(entry.at, now, words));
      show(meta, !isSystem && startsRunHere);
      setText(meta, [nameOf(entry), timeOf(entry.at)].filter(Boolean).join(' · '));
      const shown = textOf(entry);
      if (shownText !== shown) {
        text.classList.toggle('rich', entry.html !== null);
        text.replaceChildren(...(entry.html === null ? textWithLinks(shown) : [richNodes(entry.html)]));
      }
      shownText = shown;
      text.title = timeOf(entry.at);
      const isFailed = entry.delivery === 'FAILED';
      show(note, entry.delivery !== 'SENT');
      const standing = entry.delivery === 'SENT' ? '' : words.sending;
      setText(note, isFailed ? (entry.problem ?? words.notSent) : standing);
      show(retry, isFailed && desk.store.state.standing?.status === 'OPEN');
    },
  };
}

export function createBubbles(desk: Desk): View {
  const list = el('ol', { class: 'entries' });
  const log = el('div', { role: 'log', 'aria-live': 'polite', 'aria-label': desk.words.messages }, list);
  const bubbles = new Map<string, Bubble>();
  let shown: readonly Entry[] = [];
  let isOpen = false;

  function place(entries: readonly Entry[]): void {
    const keys = new Set(entries.map((entry) => entry.key));
    for (const [key, bubble] of bubbles) {
      if (keys.has(key)) continue;
      bubble.element.remove();
      bubbles.delete(key);
    }
    entries.forEach((entry, index) => {
      const bubble = bubbles.get(entry.key) ?? createBubble(desk, entry);
      bubbles.set(entry.key, bubble);
      bubble.update(entry, entries[index - 1], desk.now());
      if (list.children[index] !== bubble.element) list.insertBefore(bubble.element, list.children[index] ?? null);
    });
  }

  return {
    element: log,
    update(state: State) {
      const isOpenNow = state.standing?.status === 'OPEN';
      if (state.entries === shown && isOpenNow === isOpen) return;
      shown = state.entries;
      isOpen = isOpenNow;
      place(shown);
    },
  };
}
