/** The small cards that tell how things stand: the chat is about to end, it has ended. */
import { span } from '../clock';
import { stageOf, type State } from '../state';
import { saveTranscript } from '../transcript';
import { button, el, setText, show } from './dom';
import { createTicker } from './ticker';
import type { Desk, View } from './view';

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
