/** Meetings that are still to come: when, with whom, and how to move them or call them off. */
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
  if (address === null) return [el('p', { class: 'meta' }, conferencing)];
  const attributes = { class: 'link', href: address, target: '_blank', rel: 'noopener noreferrer' };
  return [el('a', attributes, desk.words.meeting.join)];
}

function meetingCard(desk: Desk, first: Meeting): MeetingCard {
  const { words, flow, locale } = desk;
  const { meeting: says } = words;
  const when = el('p', { class: 'strong' });
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
  const element = el(
    'section',
    { class: 'notice meeting', 'aria-label': says.yours },
    el('p', { class: 'meeting-title meta' }, icon('calendar'), says.yours),
    when,
    el('p', { class: 'meta' }, says.with(first.agentName)),
    el('p', { class: 'meta' }, says.invited(first.attendeeEmail)),
    ...placeOf(desk, first),
    error.element,
    acts,
    asking,
    moving,
  );

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
