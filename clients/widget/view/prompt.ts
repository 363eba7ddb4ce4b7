/** The card that waits for the visitor: answers as buttons, or one typed field. The card's own text is a bubble above. */
import { complaintAbout, fieldOf, valueOf } from '../field';
import type { InfoPrompt, Prompt, QuestionPrompt } from '../chat';
import type { State } from '../state';
import { button, el, setText, show } from './dom';
import type { Desk, View } from './view';

export interface PromptView extends View {
  /** The first thing to press or to fill in; null where no card waits. */
  control(): HTMLElement | null;
}

interface Card {
  readonly element: HTMLElement;
  readonly control: HTMLElement;
  update(state: State): void;
}

function createError(id: string): HTMLElement {
  return el('p', { class: 'error', id, role: 'alert' });
}

function questionCard(desk: Desk, prompt: QuestionPrompt, yesOrNo?: (value: string) => void): Card {
  const error = createError('parley-prompt-error');
  const answers = prompt.responses.map((response) =>
    button(
      { class: 'answer', dir: 'auto' },
      () => (yesOrNo ? yesOrNo(response.key) : void desk.flow.respond(response.key, response.label)),
      response.label,
    ),
  );
  const group = el('div', { class: 'answers', role: 'group', 'aria-label': desk.words.answers }, ...answers);
  return {
    element: el('div', { class: 'prompt' }, group, error),
    control: answers[0] ?? group,
    update(state) {
      show(group, !state.isAnswering);
      setText(error, state.promptError ?? '');
      show(error, state.promptError !== null);
    },
  };
}

function infoCard(desk: Desk, prompt: InfoPrompt): Card {
  const { words } = desk;
  const shape = fieldOf(prompt.input, words);
  const error = createError('parley-field-error');
  const input = el('input', { class: 'input', id: 'parley-field', 'aria-describedby': error.id, ...shape.attributes });
  const submit = el('button', { type: 'submit', class: 'button primary' }, words.submit);
  const form = el(
    'form',
    { class: 'prompt form', novalidate: '' },
    el('label', { class: 'label', for: input.id }, shape.label),
    el('div', { class: 'row' }, input, submit),
    error,
  );

  function tell(complaint: string | null): void {
    setText(error, complaint ?? '');
    show(error, complaint !== null);
    input.setAttribute('aria-invalid', String(complaint !== null));
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (desk.store.state.isAnswering) return;
    const complaint = complaintAbout(prompt.input, input.value, words);
    tell(complaint);
    if (complaint === null) void desk.flow.submit(valueOf(prompt.input, input.value));
    else input.focus();
  });
  input.addEventListener('input', () => tell(null));
  tell(null);

  return {
    element: form,
    control: input,
    update(state) {
      submit.setAttribute('aria-busy', String(state.isAnswering));
      input.readOnly = state.isAnswering;
      if (state.promptError !== null) tell(state.promptError);
    },
  };
}

function cardFor(desk: Desk, prompt: Prompt): Card {
  if (prompt.kind === 'QUESTION') return questionCard(desk, prompt);
  if (prompt.input !== 'BOOLEAN') return infoCard(desk, prompt);
  const { yes, no } = desk.words;
  const responses = [
    { key: 'true', label: yes },
    { key: 'false', label: no },
  ];
  return questionCard(desk, { ...prompt, kind: 'QUESTION', responses }, (value) => void desk.flow.submit(value));
}

export function createPrompt(desk: Desk): PromptView {
  const element = el('div', { class: 'prompt-place' });
  let card: Card | null = null;
  let shownKey: string | null = null;

  return {
    element,
    control: () => (element.hidden ? null : (card?.control ?? null)),
    update(state) {
      const { standing } = state;
      const prompt = standing?.status === 'OPEN' ? standing.prompt : null;
      const key = prompt && standing ? `${standing.id} ${prompt.key}` : null;
      if (key !== shownKey) {
        shownKey = key;
        card = prompt ? cardFor(desk, prompt) : null;
        element.replaceChildren(...(card ? [card.element] : []));
      }
      show(element, card !== null);
      card?.update(state);
    },
  };
}
