/** The meeting card: a time is chosen, looked at once more, and booked; or passed on. */
import type { MeetingPrompt, Slot } from '../chat';
import { spanOf } from '../clock';
import { complaintAbout } from '../field';
import { ownZone } from '../meetings';
import { type Card, createError } from './card';
import { button, el, setText, show } from './dom';
import { createSlotPicker } from './slots';
import type { Desk } from './view';

/** The chosen time once more, and whom to invite where nobody knows. */
function confirmation({ words }: Desk, back: () => void) {
  const when = el('p', { class: 'strong' });
  const error = createError('parley-booking-error');
  const email = el('input', { class: 'input', id: 'parley-invited', type: 'email', inputmode: 'email' });
  email.setAttribute('autocomplete', 'email');
  email.setAttribute('aria-describedby', error.element.id);
  const emailField = el(
    'div',
    { class: 'invited' },
    el('label', { class: 'label', for: email.id }, words.meeting.email),
    email,
  );
  const book = el('button', { type: 'submit', class: 'button primary' }, words.meeting.book);
  const acts = el('div', { class: 'row' }, book, button({ class: 'button' }, back, words.meeting.other));
  const zone = el('p', { class: 'meta' }, words.zone(ownZone));
  const attributes = { class: 'notice booking', novalidate: '' };
  const looking = el('form', attributes, when, zone, emailField, error.element, acts);
  return { looking, when, email, emailField, error, book };
}

export function bookingCard(desk: Desk, prompt: MeetingPrompt, conversationId: string): Card {
  const { words, flow, locale } = desk;
  const picker = createSlotPicker(desk, { conversationId }, look);
  const pass = button({ class: 'answer' }, () => void flow.respond('pass', prompt.passLabel), prompt.passLabel);
  const picking = el('div', { class: 'stack' }, picker.element, pass);

  const { looking, when, email, emailField, error, book } = confirmation(desk, () => turn(null));
  let chosen: Slot | null = null;
  let isBusy = false;
  let needsEmail = false;

  function look(slot: Slot): void {
    turn(slot);
    (needsEmail ? email : book).focus();
  }
  function turn(slot: Slot | null): void {
    const wasLooking = chosen !== null;
    chosen = slot;
    error.tell(null);
    show(picking, slot === null);
    show(looking, slot !== null);
    show(emailField, needsEmail);
    if (slot !== null) setText(when, spanOf(slot.startsAt, slot.endsAt, locale));
    else if (wasLooking) picker.control().focus();
  }
  async function send(slot: Slot): Promise<void> {
    if (isBusy) return;
    const complaint = needsEmail ? complaintAbout({ input: 'EMAIL', invalidMessage: null }, email.value, words) : null;
    error.tell(complaint);
    email.setAttribute('aria-invalid', String(complaint !== null));
    if (complaint !== null) return email.focus();
    busy(true);
    const address = needsEmail ? email.value.trim() : null;
    const outcome = await flow.book({ conversationId, slot, email: address });
    busy(false);
    if (outcome.kind === 'UNREACHED') error.tell(words.answerFailed);
    else if (outcome.kind === 'REFUSED') await refused(outcome.field, outcome.message);
  }
  async function refused(field: string, message: string): Promise<void> {
    if (field !== 'email') {
      turn(null);
      await picker.load();
      pickingError.tell(field === 'startsAt' || !words.isServers ? words.meeting.taken : message);
      return;
    }
    // Nobody knows yet where to invite to: asked for only now, since most have said it before.
    const isNew = !needsEmail;
    needsEmail = true;
    show(emailField, true);
    error.tell(isNew ? null : words.isServers ? message : words.notAnEmail);
    email.focus();
  }
  function busy(is: boolean): void {
    isBusy = is;
    book.setAttribute('aria-busy', String(is));
  }

  const pickingError = createError('parley-picking-error');
  picking.prepend(pickingError.element);
  looking.addEventListener('submit', (event) => {
    event.preventDefault();
    pickingError.tell(null);
    if (chosen !== null) void send(chosen);
  });
  turn(null);
  return {
    element: el('div', { class: 'prompt' }, picking, looking),
    control: () => (chosen === null ? picker.control() : book),
    update(state) {
      show(pass, !state.isAnswering);
      if (state.promptError !== null) pickingError.tell(state.promptError);
    },
  };
}
