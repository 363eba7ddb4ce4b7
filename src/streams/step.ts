/**
 * The dialog engine: what the bot says next, and what it waits for. It plays from card to card until one needs the visitor
 * (a question, an info capture), hands over to people (a live chat) or the branch ends. It never throws and never loops,
 * whatever the script: no card is played twice in one step.
 */
import { attributeKey } from '../routing/attributes';
import { readValue } from '../routing/attribute-values';
import { done, refuse, type Outcome, type Refused } from '../routing/refusal';
import { assertNever, type AttributeType } from '../routing/terms';
import type { Card, InfoCaptureCard, LiveChatCard, QuestionCard, Script } from './script';

export interface Step {
  /** The bot's texts in order; the waiting card's own is the last. */
  readonly says: readonly string[];
  /** The key of the card that now waits for the visitor; null when nothing does. */
  readonly waitsFor: string | null;
  /** The branch came to a live chat card: ask for an agent. */
  readonly liveChat: LiveChatCard | null;
  /** The branch ended without a live chat: the conversation is complete. */
  readonly ended: boolean;
}

export interface AnsweredStep extends Step {
  /** What the visitor's message says: the label of the response, or the value as it is stored. */
  readonly said: string;
  readonly setsAttribute: { readonly name: string; readonly value: string } | null;
}

/** What the visitor sent. `response`, the label, is a shorthand for `responseKey`. */
export interface CardAnswer {
  readonly cardKey: string;
  readonly responseKey: string | null;
  readonly response: string | null;
  readonly value: string | null;
}

/** Types by `attributeKey` (see `attributeTypesOf`); an attribute without a definition takes any text. */
export type AttributeTypes = ReadonlyMap<string, AttributeType>;

/** From the entry card on. */
export function begin(script: Script): Step {
  return play(script, script[0]?.key ?? null);
}

/** From the waiting card on, by the visitor's answer to it; or why that answer is none. */
export function answer(asked: {
  readonly script: Script;
  readonly waitingCard: string | null;
  readonly answer: CardAnswer;
  readonly types: AttributeTypes;
}): Outcome<AnsweredStep> {
  const { script, waitingCard, types } = asked;
  if (waitingCard === null || waitingCard !== asked.answer.cardKey) return notWaiting(waitingCard);
  const card = script.find((one) => one.key === waitingCard);
  if (card?.kind === 'QUESTION') return answerQuestion(script, card, asked.answer);
  if (card?.kind === 'INFO_CAPTURE') return answerCapture(script, card, { value: asked.answer.value, types });
  return notWaiting(null);
}

function answerQuestion(script: Script, card: QuestionCard, given: CardAnswer): Outcome<AnsweredStep> {
  const field = given.responseKey === null && given.response !== null ? 'response' : 'responseKey';
  const chosen = card.responses.find((response) =>
    field === 'responseKey' ? response.key === given.responseKey : sameLabel(response.label, given.response ?? ''),
  );
  if (chosen === undefined) {
    const labels = card.responses.map((response) => `“${response.label}”`).join(', ');
    return refuse('INVALID', `This is not one of the answers. Choose one of ${labels}.`, [field]);
  }
  const value = chosen.storedValue ?? chosen.label;
  const setsAttribute = card.attribute === null ? null : { name: card.attribute, value };
  return done({ said: chosen.label, setsAttribute, ...play(script, chosen.next) });
}

function answerCapture(
  script: Script,
  card: InfoCaptureCard,
  given: { readonly value: string | null; readonly types: AttributeTypes },
): Outcome<AnsweredStep> {
  if (given.value === null) return refuse('INVALID', 'Please type an answer.', ['value']);
  const type = given.types.get(attributeKey(card.attribute)) ?? 'TEXT';
  const read = readValue(given.value, type, ['value']);
  if (!read.ok) return read;
  return done({
    said: read.value,
    setsAttribute: { name: card.attribute, value: read.value },
    ...play(script, card.next),
  });
}

function sameLabel(label: string, given: string): boolean {
  return label.trim().toLowerCase() === given.trim().toLowerCase();
}

function notWaiting(waitingCard: string | null): Refused {
  return waitingCard === null
    ? refuse('CONFLICT', 'Nothing is being asked at the moment. Load the conversation again to see where it is.', [
        'cardKey',
      ])
    : refuse('CONFLICT', 'Another card is waiting for an answer. Load the conversation again and answer that one.', [
        'cardKey',
      ]);
}

function play(script: Script, from: string | null): Step {
  const says: string[] = [];
  const cards = new Map<string, Card>();
  // The first of two cards with one key counts, as everywhere.
  for (const card of script) if (!cards.has(card.key)) cards.set(card.key, card);
  let key = from;
  while (key !== null) {
    const card = cards.get(key);
    // A target that does not exist, or a loop of messages, ends the branch; neither can be published.
    if (card === undefined) break;
    cards.delete(key);
    switch (card.kind) {
      case 'MESSAGE':
        says.push(card.text);
        key = card.next;
        continue;
      case 'QUESTION':
      case 'INFO_CAPTURE':
        says.push(card.text);
        return { says, waitsFor: card.key, liveChat: null, ended: false };
      case 'LIVE_CHAT':
        return { says, waitsFor: null, liveChat: card, ended: false };
      case 'DOCUMENT':
      case 'GOAL':
      case 'ACTION':
      case 'FLOW':
      case 'DELAY':
        key = card.next;
        continue;
      case 'MEETING':
        key = card.otherwise;
        continue;
      case 'BRANCH':
        key = card.otherwise?.next ?? null;
        continue;
      default:
        return assertNever(card);
    }
  }
  return { says, waitsFor: null, liveChat: null, ended: true };
}

export interface QuestionPrompt {
  readonly kind: 'QUESTION';
  readonly key: string;
  readonly text: string;
  readonly responses: readonly { readonly key: string; readonly label: string }[];
}
export interface InfoCapturePrompt {
  readonly kind: 'INFO_CAPTURE';
  readonly key: string;
  readonly text: string;
  readonly input: AttributeType;
}
export type Prompt = QuestionPrompt | InfoCapturePrompt;

/** The visitor's side of a card, and nothing more of it; null for a card that asks nothing. */
export function promptOf(card: Card, types: AttributeTypes): Prompt | null {
  switch (card.kind) {
    case 'QUESTION': {
      const responses = card.responses.map(({ key, label }) => ({ key, label }));
      return { kind: 'QUESTION', key: card.key, text: card.text, responses };
    }
    case 'INFO_CAPTURE': {
      const input = types.get(attributeKey(card.attribute)) ?? 'TEXT';
      return { kind: 'INFO_CAPTURE', key: card.key, text: card.text, input };
    }
    case 'MESSAGE':
    case 'DOCUMENT':
    case 'MEETING':
    case 'GOAL':
    case 'ACTION':
    case 'BRANCH':
    case 'FLOW':
    case 'DELAY':
    case 'LIVE_CHAT':
      return null;
    default:
      return assertNever(card);
  }
}
