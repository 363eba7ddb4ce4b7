/**
 * The ways out of a queue: a message instead, or not to wait at all. The latter asks once more: whoever leaves by a slip of the
 * finger begins at the end of the queue.
 */
import type { Desk } from './view';
import { button, el, show } from './dom';

export interface Ways {
  readonly element: HTMLElement;
  /** Where there is no other way than on, nothing is asked any more either. */
  show(isShown: boolean): void;
  /** Onto the first of them. */
  focus(): void;
}

export function createWays({ words: { queue }, flow }: Pick<Desk, 'words' | 'flow'>, onLeave: () => void): Ways {
  const leave = button({ class: 'button' }, onLeave, queue.leave);
  const stop = button({ class: 'link' }, () => ask(true), queue.stop);
  const ways = el('div', { class: 'ways' }, leave, stop);
  const keep = button({ class: 'button' }, () => ask(false), queue.keep);
  const end = button({ class: 'button danger' }, () => void flow.end(), queue.stop);
  const attributes = { class: 'stop-sure', role: 'group', 'aria-label': queue.stopAsk };
  const question = el(
    'div',
    attributes,
    el('p', { class: 'meta' }, queue.stopAsk),
    el('div', { class: 'row' }, keep, end),
  );
  const element = el('div', {}, ways, question);
  show(question, false);
  question.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    // The question is what is left by it, not the chat.
    event.stopPropagation();
    ask(false);
  });

  function turn(isAsking: boolean): void {
    show(ways, !isAsking);
    show(question, isAsking);
  }

  function ask(isAsking: boolean): void {
    turn(isAsking);
    (isAsking ? keep : stop).focus();
  }

  return {
    element,
    show(isShown) {
      if (!isShown) turn(false);
      show(element, isShown);
    },
    focus: () => leave.focus(),
  };
}
