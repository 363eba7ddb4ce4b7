/** Answers as full-width buttons. */
import { button, el, show } from './dom';
import { type Card, createError } from './card';
import type { Desk } from './view';

export interface Choice {
  readonly key: string;
  readonly label: string;
}

export function questionCard(desk: Desk, choices: readonly Choice[], choose: (choice: Choice) => void): Card {
  const error = createError('parley-prompt-error');
  const answers = choices.map((choice) => button({ class: 'answer', dir: 'auto' }, () => choose(choice), choice.label));
  const group = el('div', { class: 'answers', role: 'group', 'aria-label': desk.words.answers }, ...answers);
  return {
    element: el('div', { class: 'prompt' }, group, error.element),
    control: () => answers[0] ?? group,
    update(state) {
      show(group, !state.isAnswering);
      error.tell(state.promptError);
    },
  };
}
