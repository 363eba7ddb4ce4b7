/** The small cards that tell how things stand: somebody is being found, the chat is about to end, it has ended. */
import { span } from '../clock';
import { stageOf, type State } from '../state';
import { saveTranscript } from '../transcript';
import { button, el, setText, show } from './dom';
import type { Desk, View } from './view';

const everyMs = 1_000;

/** Calls back once a second while it is wanted. */
function createTicker(tick: () => void): (isWanted: boolean) => void {
  let timer: ReturnType<typeof setInterval> | undefined;
  return (isWanted) => {
    if (isWanted === (timer !== undefined)) return;
    clearInterval(timer);
    timer = isWanted ? setInterval(tick, everyMs) : undefined;
  };
}

export function createWaiting(desk: Desk): View {
  const { words, store } = desk;
  const clock = el('p', { class: 'meta clock', 'aria-hidden': 'true' });
  const bar = el('div', { class: 'bar-fill' });
  const track = el('div', { class: 'bar', 'aria-hidden': 'true' }, bar);
  const element = el(
    'div',
    { class: 'notice waiting' },
    el('p', { class: 'strong' }, words.findingLong),
    track,
    clock,
    el('p', { class: 'meta' }, words.writeMeanwhile),
  );
  const tick = createTicker(draw);

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

  return {
    element,
    update(state) {
      const isWaiting = stageOf(state.standing) === 'WAITING';
      show(element, isWaiting);
      if (isWaiting) draw();
      tick(isWaiting && state.isOpen);
    },
  };
}

export function createIdleWarning(desk: Desk): View {
  const { words, store } = desk;
  // The countdown is for the eyes; a screen reader is told once, when the warning begins.
  const text = el('p', { 'aria-hidden': 'true' });
  const spoken = el('p', { class: 'spoken', role: 'status' });
  const element = el('div', { class: 'notice warn' }, text, spoken);
  const tick = createTicker(draw);

  function draw(): void {
    const { idleEndsAt } = store.state;
    if (idleEndsAt === null) return;
    const sentence = words.idle(span(Date.parse(idleEndsAt) - desk.now()));
    setText(text, sentence);
    if (spoken.textContent === '') setText(spoken, sentence);
  }

  return {
    element,
    update(state) {
      const isWarned = state.idleEndsAt !== null && stageOf(state.standing) === 'CHATTING';
      show(element, isWarned);
      if (isWarned) draw();
      else setText(spoken, '');
      tick(isWarned);
    },
  };
}

export interface Ended extends View {
  control(): HTMLElement | null;
}

export function createEnded(desk: Desk, startAnew: () => void): Ended {
  const { words, store } = desk;
  const again = button({ class: 'button primary' }, startAnew, words.startAnew);
  const save = button({ class: 'button' }, () => saveTranscript(store.state, desk.now(), words), words.transcript);
  const element = el('div', { class: 'stack' }, again, save);

  return {
    element,
    control: () => (element.hidden ? null : again),
    update(state: State) {
      show(element, stageOf(state.standing) === 'ENDED');
    },
  };
}
