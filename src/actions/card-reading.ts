/** From cards as they were given to a script. What makes a card no card is refused; what makes a stream no good is told later. */
import { definitionOf } from '../routing/attributes';
import { maxValueLength } from '../routing/attribute-values';
import { done, refuse, type Outcome } from '../routing/refusal';
import { cleanName, isBlank, isLongerThan, readName, readText } from '../routing/text';
import type { Card, CardResponse, Script } from '../streams/script';
import type { CardDraft } from './card-draft';
import { Faults } from './faults';
import type { AttributeDefinitionRecord } from './records';

const maxCards = 5_000;
const maxResponses = 100;

interface Reading {
  readonly faults: Faults;
  readonly definitions: readonly AttributeDefinitionRecord[];
  /** Where we are inside the input. */
  readonly field: readonly string[];
}

export function readCards(
  drafts: readonly CardDraft[],
  definitions: readonly AttributeDefinitionRecord[],
): Outcome<Script> {
  if (drafts.length > maxCards) {
    const most = maxCards.toLocaleString('en');
    return refuse('INVALID', `These are ${drafts.length} cards. A stream has at most ${most}.`, ['cards']);
  }
  const faults = new Faults();
  const cards = drafts.map((draft, index) => readCard(draft, { faults, definitions, field: ['cards', String(index)] }));
  return faults.any ? faults.refused() : done(cards.flatMap((card) => (card === null ? [] : [card])));
}

function readCard(draft: CardDraft, reading: Reading): Card | null {
  const { faults, field } = reading;
  const key = faults.read(readName(draft.key, { what: "The card's key", field: [...field, 'key'] })) ?? '';
  const { message, question, infoCapture, liveChat } = draft;
  const given = [message, question, infoCapture, liveChat].filter((kind) => kind !== null);
  if (given.length !== 1) {
    faults.add('A card is exactly one of message, question, infoCapture and liveChat. Give one of them.', field);
    return null;
  }
  if (message !== null) {
    const text = textOf(message.text, inside(reading, 'message'));
    return { kind: 'MESSAGE', key, text, next: keyOf(message.next) };
  }
  if (question !== null) return readQuestion(key, question, inside(reading, 'question'));
  if (infoCapture !== null) {
    const at = inside(reading, 'infoCapture');
    const attribute = attributeOf(infoCapture.attribute, at);
    return { kind: 'INFO_CAPTURE', key, text: textOf(infoCapture.text, at), attribute, next: keyOf(infoCapture.next) };
  }
  return liveChat === null ? null : readLiveChat(key, liveChat, inside(reading, 'liveChat'));
}

function readQuestion(key: string, draft: NonNullable<CardDraft['question']>, reading: Reading): Card {
  const { faults, field } = reading;
  const at = [...field, 'responses'];
  if (draft.responses.length === 0) faults.add('A question without answers cannot be answered. Give at least one.', at);
  if (draft.responses.length > maxResponses) faults.add(`Give at most ${maxResponses} answers.`, at);
  return {
    kind: 'QUESTION',
    key,
    text: textOf(draft.text, reading),
    attribute: draft.attribute === null ? null : attributeOf(draft.attribute, reading),
    responses: draft.responses
      .slice(0, maxResponses)
      .map((response, index) => readResponse(response, { ...reading, field: [...at, String(index)] })),
  };
}

type ResponseDraft = NonNullable<CardDraft['question']>['responses'][number];

function readResponse(draft: ResponseDraft, { faults, field }: Reading): CardResponse {
  const label = faults.read(readName(draft.label, { what: "The answer's label", field: [...field, 'label'] })) ?? '';
  const what = { what: "The answer's key", field: [...field, 'key'] };
  const key = draft.key === null ? label : (faults.read(readName(draft.key, what)) ?? '');
  const storedValue = draft.storedValue === null ? null : cleanName(draft.storedValue);
  if (storedValue !== null && isLongerThan(storedValue, maxValueLength)) {
    const most = maxValueLength.toLocaleString('en');
    faults.add(`The stored value is too long. Shorten it to ${most} characters.`, [...field, 'storedValue']);
  }
  return { key, label, storedValue, next: keyOf(draft.next) };
}

function readLiveChat(key: string, draft: NonNullable<CardDraft['liveChat']>, { faults, field }: Reading): Card {
  const { routing, acceptWindowSeconds } = draft;
  const window = { min: 10, max: 500, what: 'The accept window', field: [...field, 'acceptWindowSeconds'] };
  faults.range(acceptWindowSeconds, window);
  // Only what the strategy asks for is kept: an agent beside a team would be a question without an answer.
  const agentId = routing.strategy === 'AGENT' ? routing.agentId : null;
  const teamId = routing.strategy === 'TEAM' ? routing.teamId : null;
  const kept = { strategy: routing.strategy, agentId, teamId };
  return { kind: 'LIVE_CHAT', key, routing: kept, acceptWindowSeconds, next: keyOf(draft.next) };
}

function inside(reading: Reading, kind: string): Reading {
  return { ...reading, field: [...reading.field, kind] };
}

function textOf(raw: string, { faults, field }: Reading): string {
  return faults.read(readText(raw, { what: 'The text', field: [...field, 'text'] })) ?? '';
}

/** In the definition's own spelling; an unknown one stays as it was written and is told as an issue of the stream. */
function attributeOf(raw: string, { faults, definitions, field }: Reading): string {
  const at = [...field, 'attribute'];
  return definitionOf(definitions, raw)?.name ?? faults.read(readName(raw, { what: 'The attribute', field: at })) ?? '';
}

/** Keys are cleaned where they are given, so they are cleaned where they are named. A blank one ends the branch. */
function keyOf(raw: string | null): string | null {
  const key = raw === null ? '' : cleanName(raw);
  return isBlank(key) ? null : key;
}
