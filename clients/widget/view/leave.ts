/** A message instead of a chat: while one waits, or where nobody took it. */
import type { LeftMessage, MessagePrompt, Outcome } from '../chat';
import { complaintAbout } from '../field';
import { type Card, createError } from './card';
import { button, el, show } from './dom';
import type { Desk } from './view';

export interface MessageForm {
  readonly element: HTMLElement;
  readonly control: () => HTMLElement;
  text: string;
  /** Whether nobody knows yet where an answer is to go. */
  asksForEmail: boolean;
}

interface Quitting {
  /** Two of them may be on one page. */
  readonly key: string;
  readonly quit: string;
  readonly onQuit: () => void;
}

const mostCharacters = '4000';

function field<Control extends HTMLElement>(label: string, control: Control): HTMLElement {
  return el('div', { class: 'field' }, el('label', { class: 'label', for: control.id }, label), control);
}

export function createMessageForm(desk: Desk, { key, quit, onQuit }: Quitting): MessageForm {
  const { words, flow } = desk;
  const error = createError(`${key}-error`);
  const about = { class: 'input', 'aria-describedby': error.element.id };
  const text = el('textarea', { ...about, id: `${key}-text`, rows: '4', maxlength: mostCharacters, dir: 'auto' });
  const name = el('input', { ...about, id: `${key}-name`, type: 'text', autocomplete: 'name', maxlength: '200' });
  const email = el('input', { ...about, id: `${key}-email`, type: 'email', inputmode: 'email', autocomplete: 'email' });
  email.setAttribute('autocapitalize', 'off');
  const emailField = field(words.fields.email, email);
  const send = el('button', { type: 'submit', class: 'button primary' }, words.queue.send);
  const acts = el('div', { class: 'row' }, send, button({ class: 'button' }, onQuit, quit));
  const fields = [field(words.queue.message, text), field(words.queue.name, name), emailField];
  const form = el('form', { class: 'leaving', novalidate: '' }, ...fields, error.element, acts);
  // The same for every attempt: a message whose answer was lost is not left twice.
  let clientMessageId = flow.newId();
  let asksForEmail = true;
  let isBusy = false;

  function complain(control: HTMLInputElement | HTMLTextAreaElement | null, complaint: string | null): void {
    for (const each of [text, name, email]) each.setAttribute('aria-invalid', String(each === control));
    error.tell(complaint);
    control?.focus();
  }
  /** Whether there is something to send. */
  function looksRight(): boolean {
    if (text.value.trim() === '') complain(text, words.queue.empty);
    else if (asksForEmail && emailFault() !== null) complain(email, emailFault());
    else return true;
    return false;
  }
  function emailFault(): string | null {
    return email.value.trim() === ''
      ? words.queue.emailNeeded
      : complaintAbout({ input: 'EMAIL', invalidMessage: null }, email.value, words);
  }
  function written(): LeftMessage {
    const said = (control: HTMLInputElement): string | null => control.value.trim() || null;
    return { text: text.value.trim(), email: asksForEmail ? said(email) : null, name: said(name), clientMessageId };
  }
  function answered(outcome: Outcome): void {
    if (outcome.kind === 'UNREACHED') complain(null, words.answerFailed);
    else if (outcome.kind === 'INVALID') {
      const control = { text, name, email }[outcome.field] ?? null;
      clientMessageId = flow.newId();
      complain(control, control === email && !words.isServers ? words.notAnEmail : outcome.message);
    } else {
      text.value = '';
      complain(null, null);
    }
  }
  async function post(): Promise<void> {
    if (isBusy || !looksRight()) return;
    isBusy = true;
    complain(null, null);
    send.setAttribute('aria-busy', 'true');
    answered(await flow.leaveMessage(written()));
    send.setAttribute('aria-busy', 'false');
    isBusy = false;
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void post();
  });
  return {
    element: form,
    control: () => text,
    get text() {
      return text.value;
    },
    set text(value) {
      text.value = value;
    },
    get asksForEmail() {
      return asksForEmail;
    },
    set asksForEmail(asks) {
      asksForEmail = asks;
      show(emailField, asks);
    },
  };
}

/** The card of a chat that nobody took. */
export function messageCard(desk: Desk, prompt: MessagePrompt): Card {
  const form = createMessageForm(desk, {
    key: 'parley-message',
    quit: prompt.passLabel,
    onQuit: () => void desk.flow.respond('pass', prompt.passLabel),
  });
  form.asksForEmail = prompt.asksForEmail;
  return {
    element: el('div', { class: 'prompt notice' }, form.element),
    control: () => form.control(),
    update(state) {
      form.element.toggleAttribute('inert', state.isAnswering);
      if (form.text === '' && state.unsent !== '') form.text = state.unsent;
    },
  };
}
