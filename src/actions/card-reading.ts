/** From cards as they were given to a script. What makes a card no card is refused; what makes a stream no good is told later. */
import { done, refuse, type Outcome } from '../routing/refusal';
import type { Card, Script } from '../streams/script';
import type { CardDraft, CardKinds } from './card-draft';
import { inside, nameFrom, unlessNull, type CardReading } from './card-fields';
import { readAction, readBranchCard, readDelay, readFlow, readGoal, readLiveChat } from './card-reading-silent';
import { readDocument, readInfoCapture, readMeeting, readMessage, readQuestion } from './card-reading-spoken';
import { readTranslations } from './card-translations';
import { Faults } from './faults';
import type { AttributeDefinitionRecord } from './records';
import type { CleanHtml } from './text-ports';

const maxCards = 5_000;

export interface CardRules {
  readonly definitions: readonly AttributeDefinitionRecord[];
  readonly cleanHtml: CleanHtml;
  /** Where the cards stand in the input; `cards` unless given. */
  readonly field?: readonly string[];
}

export function readCards(drafts: readonly CardDraft[], rules: CardRules): Outcome<Script> {
  const field = rules.field ?? ['cards'];
  if (drafts.length > maxCards) {
    const most = maxCards.toLocaleString('en');
    return refuse('INVALID', `These are ${drafts.length} cards. A stream has at most ${most}.`, field);
  }
  const faults = new Faults();
  const cards = drafts.map((draft, index) => readCard(draft, { ...rules, faults, field: [...field, String(index)] }));
  return faults.any ? faults.refused() : done(cards.flatMap((card) => (card === null ? [] : [card])));
}

const kinds = 'message, question, infoCapture, document, meeting, goal, action, branch, flow, liveChat and delay';

function readCard(draft: CardDraft, reading: CardReading): Card | null {
  const key = nameFrom(draft.key, "The card's key", inside(reading, 'key'));
  const [read, ...more] = readersOf(draft, key, reading);
  if (read === undefined || more.length > 0) {
    reading.faults.add(`A card is exactly one of ${kinds}. Give one of them.`, reading.field);
    return null;
  }
  const card = read();
  const translations = readTranslations(draft.translations ?? [], card, inside(reading, 'translations'));
  return { ...card, ...unlessNull({ translations: translations.length === 0 ? null : translations }) };
}

/** One for each kind that was given. */
function readersOf(draft: CardDraft, key: string, reading: CardReading): readonly (() => Card)[] {
  function as<Kind extends keyof CardKinds>(
    kind: Kind,
    given: CardKinds[Kind] | null | undefined,
    read: (key: string, given: CardKinds[Kind], reading: CardReading) => Card,
  ): readonly (() => Card)[] {
    return given === null || given === undefined ? [] : [() => read(key, given, inside(reading, kind))];
  }
  return [
    ...as('message', draft.message, readMessage),
    ...as('question', draft.question, readQuestion),
    ...as('infoCapture', draft.infoCapture, readInfoCapture),
    ...as('document', draft.document, readDocument),
    ...as('meeting', draft.meeting, readMeeting),
    ...as('goal', draft.goal, readGoal),
    ...as('action', draft.action, readAction),
    ...as('branch', draft.branch, readBranchCard),
    ...as('flow', draft.flow, readFlow),
    ...as('liveChat', draft.liveChat, readLiveChat),
    ...as('delay', draft.delay, readDelay),
  ];
}
