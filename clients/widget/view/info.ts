/** One typed field, or the values of a list. */
import type { InfoPrompt } from '../chat';
import { complaintAbout, fieldOf, valueOf } from '../field';
import { ownZone } from '../meetings';
import { type Card, createError } from './card';
import { el, show } from './dom';
import { questionCard } from './question';
import type { Desk } from './view';

/** More than these are chosen from a list that opens: a wall of buttons is no overview. */
const mostButtons = 5;

export function infoCard(desk: Desk, prompt: InfoPrompt): Card {
  const { words, flow } = desk;
  const submit = ({ key }: { readonly key: string }): void => void flow.submit(key);
  if (prompt.input === 'BOOLEAN') {
    return questionCard(
      desk,
      [
        { key: 'true', label: words.yes },
        { key: 'false', label: words.no },
      ],
      submit,
    );
  }
  if (prompt.options.length === 0) return fieldCard(desk, prompt, typedField(desk, prompt));
  if (prompt.options.length > mostButtons) return fieldCard(desk, prompt, listField(desk, prompt));
  return questionCard(
    desk,
    prompt.options.map((option) => ({ key: option, label: option })),
    submit,
  );
}

interface Field {
  readonly label: string;
  readonly control: HTMLInputElement | HTMLSelectElement;
  /** Beside the field, where something must be known to fill it in. */
  readonly note: string | null;
}

const about = { class: 'input', id: 'parley-field', 'aria-describedby': 'parley-field-error' };

function typedField({ words }: Desk, { input, placeholder }: InfoPrompt): Field {
  const shape = fieldOf(input, words);
  const control = el('input', { ...about, ...shape.attributes, placeholder: placeholder ?? '' });
  return { label: shape.label, control, note: input === 'DATE_TIME' ? words.zone(ownZone) : null };
}

function listField({ words }: Desk, { options, placeholder }: InfoPrompt): Field {
  const none = el('option', { value: '' }, placeholder ?? words.choose);
  const all = options.map((option) => el('option', { value: option }, option));
  return { label: words.fields.choice, control: el('select', about, none, ...all), note: null };
}

function fieldCard(desk: Desk, prompt: InfoPrompt, { label, control, note }: Field): Card {
  const { words, flow, store } = desk;
  const error = createError('parley-field-error');
  const send = el('button', { type: 'submit', class: 'button primary' }, words.submit);
  const form = el(
    'form',
    { class: 'prompt form', novalidate: '' },
    el('label', { class: 'label', for: control.id }, label),
    // A date takes the whole width: what is said of it stands under it, and the button under all.
    ...(note === null
      ? [el('div', { class: 'row' }, control, send), error.element]
      : [control, error.element, el('p', { class: 'meta hint' }, note), send]),
  );

  function tell(complaint: string | null): void {
    error.tell(complaint);
    control.setAttribute('aria-invalid', String(complaint !== null));
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (store.state.isAnswering) return;
    const complaint = complaintAbout(prompt, control.value, words);
    tell(complaint);
    if (complaint === null) void flow.submit(valueOf(prompt.input, control.value));
    else control.focus();
  });
  control.addEventListener('input', () => tell(null));

  return {
    element: form,
    control: () => control,
    update(state) {
      send.setAttribute('aria-busy', String(state.isAnswering));
      if (control instanceof HTMLInputElement) control.readOnly = state.isAnswering;
      if (state.promptError !== null) tell(state.promptError);
      show(form, true);
    },
  };
}
