/**
 * While there is nobody yet: an agent is being asked, or nobody is free and the visitor has a place in the queue. Then how
 * long it may take is told in words, and there are two ways out: a message instead, or not to wait at all.
 */
import type { LiveChat } from '../chat';
import { span } from '../clock';
import { stageOf } from '../state';
import type { Words } from '../words/words';
import type { Composer } from './composer';
import { el, setText, show } from './dom';
import { createMessageForm } from './leave';
import { createTicker } from './ticker';
import type { Desk, View } from './view';
import { createWays } from './ways';

export interface Waiting extends View {
  /** What to write in, where a message is left instead. */
  control(): HTMLElement | null;
}

/** Below this a guess in minutes would promise what nobody knows. */
const soonSeconds = 45;

/** How long it may take, in words; null where there is nothing to go by. */
export function guessInWords({ waitSeconds }: Pick<LiveChat, 'waitSeconds'>, { queue }: Words): string | null {
  if (waitSeconds === null) return null;
  return waitSeconds < soonSeconds ? queue.soon : queue.about(Math.max(1, Math.round(waitSeconds / 60)));
}

export function createWaiting(desk: Desk, composer: Composer): Waiting {
  const { words, store } = desk;
  const title = el('p', { class: 'strong' });
  const clock = el('p', { class: 'meta clock', 'aria-hidden': 'true' });
  const guess = el('p', { class: 'meta' });
  const bar = el('div', { class: 'bar-fill' });
  const track = el('div', { class: 'bar', 'aria-hidden': 'true' }, bar);
  const hint = el('p', { class: 'meta' }, words.writeMeanwhile);
  const ways = createWays(desk, () => turn(true));
  const form = createMessageForm(desk, { key: 'parley-left', quit: words.queue.keep, onQuit: () => turn(false) });
  const element = el('div', { class: 'notice waiting' }, title, track, guess, clock, hint, ways.element, form.element);
  const tick = createTicker(draw);

  /** There is one place to write in: what stands in one goes along into the other. */
  function turn(isLeaving: boolean): void {
    if (isLeaving) form.text = composer.text;
    else composer.text = form.text;
    store.change((state) => ({ ...state, isLeaving }));
    (isLeaving ? form.control() : ways).focus();
  }

  function draw(): void {
    const chat = store.state.standing?.liveChat;
    if (!chat) return;
    const waited = desk.now() - Date.parse(chat.requestedAt);
    show(track, chat.waitEndsAt !== null);
    if (chat.waitEndsAt === null) {
      setText(clock, words.waitingSince(span(waited)));
      return;
    }
    const left = Math.max(0, Date.parse(chat.waitEndsAt) - desk.now());
    setText(clock, words.waitingLeft(span(left)));
    bar.style.transform = `scaleX(${(left / Math.max(1, left + waited)).toFixed(3)})`;
  }

  function drawPlace(chat: LiveChat): void {
    const isQueued = chat.place !== null;
    const told = guessInWords(chat, words);
    setText(title, chat.place === null ? words.findingLong : words.queue.place(chat.place));
    setText(guess, told ?? '');
    show(guess, isQueued && told !== null);
    ways.show(isQueued && !store.state.isLeaving);
    show(hint, !store.state.isLeaving);
  }

  let wasLeaving = false;
  return {
    element,
    control: () => (element.hidden || !store.state.isLeaving ? null : form.control()),
    update(state) {
      const isWaiting = stageOf(state.standing) === 'WAITING';
      // Somebody came while the message was being written: it is said in the chat, and not lost.
      if (wasLeaving && !state.isLeaving && !isWaiting && form.text !== '') {
        const unsent = form.text;
        form.text = '';
        if (stageOf(state.standing) === 'CHATTING') composer.text = unsent;
        else store.change((present) => ({ ...present, unsent }));
      }
      wasLeaving = state.isLeaving;
      show(element, isWaiting);
      if (!isWaiting) ways.show(false);
      show(form.element, state.isLeaving);
      const chat = state.standing?.liveChat;
      if (isWaiting && chat) {
        form.asksForEmail = chat.asksForEmail;
        drawPlace(chat);
        draw();
      }
      tick(isWaiting && state.isOpen);
    },
  };
}
