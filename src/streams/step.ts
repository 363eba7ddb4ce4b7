/**
 * The dialog engine: what the bot says next, and what it waits for. It plays from card to card until one needs the visitor or
 * time, hands over to people (a live chat) or everything is said. It never throws and never loops, whatever the scripts: how
 * that is kept stands in play.ts.
 */
import { maxValueLength, readValue } from '../routing/attribute-values';
import { attributeKey } from '../routing/attributes';
import { done, refuse, type Outcome, type Refused } from '../routing/refusal';
import { refuseWith } from '../routing/refusal-words';
import { isBlank, isLongerThan } from '../routing/text';
import { passKey, passLabelOf, type AttributeOptions, type AttributeTypes } from './prompt';
import { pathOf, waitingAt } from './place';
import { playOn } from './play';
import type { Card, InfoCaptureCard, LiveChatCard, MeetingCard, QuestionCard } from './script';
import type {
  AnsweredStep,
  CardAnswer,
  Effect,
  Facts,
  Place,
  Program,
  Resumption,
  ScriptAt,
  Step,
  Wait,
} from './step-terms';
import { labelOf, lineOf, wordingOf } from './words';

export type { AnsweredStep, CardAnswer, Step } from './step-terms';
export { promptOf, type AttributeOptions, type AttributeTypes, type Prompt } from './prompt';

/** From the entry card on. */
export function begin(program: Program, facts: Facts): Step {
  const { dialogId, version, script } = program.entry;
  const place: Place = { dialogId, version, frames: [], cardKey: null };
  return playOn({ program, place, from: script[0]?.key ?? null, facts });
}

export interface Answering {
  readonly program: Program;
  readonly place: Place;
  readonly answer: CardAnswer;
  readonly types: AttributeTypes;
  readonly facts: Facts;
  readonly options: AttributeOptions;
}

/** From the waiting card on, by the visitor's answer to it; or why that answer is none. */
export function answer(asked: Answering): Outcome<AnsweredStep> {
  const { program, place } = asked;
  const waiting = waitingAt(program, place);
  if (waiting === null) return notWaiting(null);
  const { card, at } = waiting;
  if (pathOf(place.frames, card.key) !== asked.answer.cardKey) return notWaiting(card.key);
  switch (card.kind) {
    case 'QUESTION':
      return answerQuestion(asked, card, at);
    case 'INFO_CAPTURE':
      return answerCapture(asked, card, at);
    case 'MEETING':
      return passMeeting(asked, card.otherwise, at);
    case 'LIVE_CHAT':
      return offersInstead(card) ? passMeeting(asked, null, at) : notWaiting(null);
    default:
      return notWaiting(null);
  }
}

/**
 * Goes on without an answer: the delay is over, the meeting is booked, nobody can be booked. A reason that the waiting card does
 * not wait for (a timer that rang late) changes nothing.
 */
export function resume(asked: {
  readonly program: Program;
  readonly place: Place;
  readonly why: Resumption;
  readonly facts: Facts;
}): Step {
  const { program, place, why, facts } = asked;
  if (place.cardKey === null) return unchanged(place, null);
  const waiting = waitingAt(program, place);
  // The card is gone: its branch ends here.
  if (waiting === null) return playOn({ program, place, from: null, facts });
  const { card } = waiting;
  const exit = exitOf(card, why);
  return exit === null ? unchanged(place, waitAt(card, place)) : playOn({ program, place, from: exit.to, facts });
}

/** Where a card leads for a reason other than an answer; null: it does not wait for that. */
function exitOf(card: Card, why: Resumption): { readonly to: string | null } | null {
  if (card.kind === 'DELAY') return why === 'DELAY_OVER' ? { to: card.next } : null;
  if (why === 'DELAY_OVER') return null;
  if (card.kind === 'MEETING') return { to: why === 'MEETING_BOOKED' ? card.next : card.otherwise };
  return card.kind === 'LIVE_CHAT' && card.fallbackBooking === true ? { to: null } : null;
}

/** What the card at this place waits for. */
function waitAt(card: Card, place: Place): Wait | null {
  const cardKey = pathOf(place.frames, card.key);
  if (card.kind === 'QUESTION' || card.kind === 'INFO_CAPTURE') return { kind: 'ANSWER', cardKey };
  if (card.kind === 'DELAY') return { kind: 'DELAY', cardKey, seconds: card.seconds };
  if (card.kind === 'LIVE_CHAT' && card.leaveMessage === true) return { kind: 'ANSWER', cardKey };
  const books = card.kind === 'MEETING' || (card.kind === 'LIVE_CHAT' && card.fallbackBooking === true);
  return books ? { kind: 'MEETING', cardKey } : null;
}

/** Whether a live chat that nobody took waits for something else, which the visitor may pass on. */
function offersInstead({ fallbackBooking, leaveMessage }: LiveChatCard): boolean {
  return fallbackBooking === true || leaveMessage === true;
}

function unchanged(place: Place, wait: Wait | null): Step {
  return { says: [], effects: [], wait, place, liveChat: null, ended: false };
}

function answerQuestion(asked: Answering, card: QuestionCard, at: ScriptAt): Outcome<AnsweredStep> {
  const { answer: given, facts } = asked;
  const wording = wordingOf(at, facts);
  const field = given.responseKey === null && given.response !== null ? 'response' : 'responseKey';
  const chosen = card.responses.find((response) =>
    field === 'responseKey'
      ? response.key === given.responseKey
      : [labelOf(card, response, wording), response.label].some((label) => sameLabel(label, given.response ?? '')),
  );
  if (chosen === undefined) {
    const choices = card.responses.map((response) => labelOf(card, response, wording));
    return refuseWith('INVALID', { text: 'NO_RESPONSE', choices }, [field]);
  }
  // What is stored is the same in every language.
  const value = chosen.storedValue ?? chosen.label;
  const effects = card.attribute === null ? [] : [captured(card.attribute, value)];
  return goOn(asked, { said: labelOf(card, chosen, wording), to: chosen.next, effects });
}

function answerCapture(asked: Answering, card: InfoCaptureCard, at: ScriptAt): Outcome<AnsweredStep> {
  const { types, options, facts } = asked;
  const { value } = asked.answer;
  if (value === null) return refuseWith('INVALID', { text: 'ANSWER_EMPTY' }, ['value']);
  const attribute = attributeKey(card.attribute);
  const read = readValue(value, types.get(attribute) ?? 'TEXT', ['value'], {
    options: options.get(attribute) ?? [],
    timeZone: facts.timeZone ?? null,
  });
  if (!read.ok) {
    const own = lineOf(card, 'invalidMessage', wordingOf(at, facts));
    const isOther = isBlank(value) || isLongerThan(value, maxValueLength);
    return own === null || isOther ? read : refuse('INVALID', own, ['value']);
  }
  return goOn(asked, { said: read.value, to: card.next, effects: [captured(card.attribute, read.value)] });
}

/** The only answer to a meeting is to pass on it: a booking comes another way. */
function passMeeting(asked: Answering, otherwise: MeetingCard['otherwise'], at: ScriptAt): Outcome<AnsweredStep> {
  const passLabel = passLabelOf(at, asked.facts);
  const { responseKey, response } = asked.answer;
  const passes = responseKey === null ? sameLabel(passLabel, response ?? '') : responseKey === passKey;
  if (!passes) {
    const field = responseKey === null && response !== null ? 'response' : 'responseKey';
    return refuseWith('INVALID', { text: 'PASS_ONLY', key: passKey }, [field]);
  }
  return goOn(asked, { said: passLabel, to: otherwise, effects: [] });
}

function goOn(
  { program, place, facts }: Answering,
  by: { readonly said: string; readonly to: string | null; readonly effects: readonly Effect[] },
): Outcome<AnsweredStep> {
  return done({ said: by.said, ...playOn({ program, place, from: by.to, facts, effects: by.effects }) });
}

function captured(name: string, value: string): Effect {
  return { kind: 'SET_ATTRIBUTE', name, value, source: 'VISITOR' };
}

function sameLabel(label: string, given: string): boolean {
  return label.trim().toLowerCase() === given.trim().toLowerCase();
}

function notWaiting(waitingCard: string | null): Refused {
  return refuseWith('CONFLICT', { text: waitingCard === null ? 'NOTHING_ASKED' : 'OTHER_CARD_ASKED' }, ['cardKey']);
}
