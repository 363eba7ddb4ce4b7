/**
 * Meetings that are still to come, one line each under the header: whatever is asked meanwhile, they are at hand. Opened, a
 * line tells with whom and where, and lets the visitor move the meeting or call it off.
 */
import type { Meeting, Slot } from '../chat';
import { spanOf } from '../clock';
import { safeAddress } from '../rich';
import type { State } from '../state';
import { createError } from './card';
import { button, el, icon, setText, show } from './dom';
import { createSlotPicker } from './slots';
import type { Desk, View } from './view';

interface MeetingCard {
  readonly element: HTMLElement;
  update(meeting: Meeting): void;
}

/** An address to dial in is a link; a room or a number is not. */
function placeOf(desk: Desk, { conferencing }: Meeting): readonly HTMLElement[] {
  if (conferencing === null) return [];
  const address = /^https?:/i.test(conferencing) ? safeAddress(conferencing) : null;
  if (address === null) return [el('p', {}, conferencing)];
  const attributes = { class: 'link', href: address, target: '_blank', rel: 'noopener noreferrer' };
  return [el('a', attributes, desk.words.meeting.join)];
}

function meetingCard(desk: Desk, first: Meeting): MeetingCard {
  const { words, flow, locale } = desk;
  const { meeting: says } = words;
  const when = el('span', { class: 'meeting-when' });
  const bodyId = `parley-about-${first.id}`;
  const line = button(
    { class: 'meeting-line', 'aria-expanded': 'false', 'aria-controls': bodyId },
    () => open(body.hidden),
    icon('calendar'),
    el('span', { class: 'meeting-words' }, el('span', { class: 'meta' }, says.yours), when),
    icon('down'),
  );
  const error = createError(`parley-meeting-${first.id}`);
  const move = button({ class: 'button' }, openMoving, says.move);
  const cancel = button({ class: 'button' }, () => turn('ASKING'), says.cancel);
  const acts = el('div', { class: 'row' }, move, cancel);
  const keep = button({ class: 'button' }, () => turn('STANDING'), says.keep);
  const sure = button({ class: 'button danger' }, () => void callOff(), says.cancelYes);
  const asking = el(
    'div',
    { role: 'group', 'aria-label': says.cancelAsk },
    says.cancelAsk,
    el('div', { class: 'row' }, keep, sure),
  );
  const moving = el('div', { class: 'stack' });
  const body = el(
    'div',
    { class: 'meeting-body', id: bodyId },
    el('p', {}, says.with(first.agentName)),
    ...placeOf(desk, first),
    el('p', { class: 'meta' }, says.invited(first.attendeeEmail)),
    error.element,
    acts,
    asking,
    moving,
  );
  const element = el('section', { class: 'meeting', 'aria-label': says.yours }, line, body);

  function open(isOpen: boolean): void {
    show(body, isOpen);
    line.setAttribute('aria-expanded', String(isOpen));
    if (!isOpen) turn('STANDING');
  }
  function turn(to: 'STANDING' | 'ASKING' | 'MOVING'): void {
    show(acts, to === 'STANDING');
    show(asking, to === 'ASKING');
    show(moving, to === 'MOVING');
    if (to !== 'MOVING') moving.replaceChildren();
    if (to === 'ASKING') keep.focus();
  }
  function openMoving(): void {
    error.tell(null);
    const picker = createSlotPicker(desk, { meetingId: first.id }, (slot) => void moveTo(slot));
    const stay = button({ class: 'button' }, () => back(), says.keep);
    moving.replaceChildren(picker.element, stay);
    turn('MOVING');
    stay.focus();
  }
  function back(): void {
    turn('STANDING');
    move.focus();
  }
  async function moveTo(slot: Slot): Promise<void> {
    const outcome = await flow.move(first.id, slot);
    back();
    if (outcome.kind === 'UNREACHED') error.tell(words.answerFailed);
    else if (outcome.kind === 'REFUSED') error.tell(words.isServers ? outcome.message : says.taken);
  }
  async function callOff(): Promise<void> {
    const outcome = await flow.cancelMeeting(first.id);
    if (outcome.kind === 'DONE') return;
    back();
    error.tell(outcome.kind === 'REFUSED' && words.isServers ? outcome.message : words.answerFailed);
  }
  turn('STANDING');
  open(false);
  return {
    element,
    update: ({ startsAt, endsAt }) => setText(when, spanOf(startsAt, endsAt, locale)),
  };
}

export function createMeetingCards(desk: Desk): View {
  const element = el('div', { class: 'meetings' });
  const cards = new Map<string, MeetingCard>();
  let shown: readonly Meeting[] = [];

  return {
    element,
    update(state: State) {
      if (state.meetings === shown) return;
      shown = state.meetings;
      const standing = shown.filter((each) => !each.isCancelled && Date.parse(each.endsAt) > desk.now());
      for (const meeting of standing) {
        const card = cards.get(meeting.id) ?? meetingCard(desk, meeting);
        cards.set(meeting.id, card);
        card.update(meeting);
      }
      const wanted = standing.flatMap(({ id }) => cards.get(id)?.element ?? []);
      // Moved in the document, an element would lose the focus that it holds.
      if (wanted.length !== element.children.length || wanted.some((each, at) => element.children[at] !== each)) {
        element.replaceChildren(...wanted);
      }
      show(element, standing.length > 0);
    },
  };
}
