/** What the visitor is asked: the visitor's side of the card that waits, and nothing more of it. */
import { attributeKey } from '../routing/attributes';
import { assertNever, type AttributeType, type LiveChatRouting } from '../routing/terms';
import { includesLanguage } from './languages';
import { pathOf, waitingAt } from './place';
import type { Card } from './script';
import type { Facts, Place, Program, ScriptAt } from './step-terms';
import { labelOf, lineOf, wordingOf, wordsOf, type Wording } from './words';

/** Types by `attributeKey` (see `attributeTypesOf`); an attribute without a definition takes any text. */
export type AttributeTypes = ReadonlyMap<string, AttributeType>;
/** The values of picklists by `attributeKey`. A picklist without values takes any text. */
export type AttributeOptions = ReadonlyMap<string, readonly string[]>;

interface Asked {
  /** As `Wait.cardKey` says it. */
  readonly key: string;
  readonly text: string;
  readonly html: string | null;
}
export interface QuestionPrompt extends Asked {
  readonly kind: 'QUESTION';
  readonly responses: readonly { readonly key: string; readonly label: string }[];
}
export interface InfoCapturePrompt extends Asked {
  readonly kind: 'INFO_CAPTURE';
  readonly input: AttributeType;
  readonly placeholder: string | null;
  /** Said instead of the client's own sentence where the answer is of the wrong kind. */
  readonly invalidMessage: string | null;
  /** What can be chosen, for a picklist; empty for everything else. */
  readonly options: readonly string[];
}
export interface MeetingPrompt extends Asked {
  readonly kind: 'MEETING';
  /** Whose times are offered. Not for the visitor's eyes. */
  readonly routing: LiveChatRouting;
  /** What stands on the button that passes on the meeting, in the visitor's language. */
  readonly passLabel: string;
}
/** Nobody took the chat: what the visitor wanted to say can be written down. */
export interface LeaveMessagePrompt extends Asked {
  readonly kind: 'LEAVE_MESSAGE';
  /** Whether an address is needed, because none is known. */
  readonly asksForEmail: boolean;
  /** What stands on the button that leaves none, in the visitor's language. */
  readonly passLabel: string;
}
export type Prompt = QuestionPrompt | InfoCapturePrompt | MeetingPrompt | LeaveMessagePrompt;

/** The response that passes on a meeting, or on leaving a message. */
export const passKey = 'pass';

/** Null where nothing waits for the visitor: at the end, in a live chat, during a delay. */
export function promptOf(asked: {
  readonly program: Program;
  readonly place: Place;
  readonly facts: Facts;
  readonly types: AttributeTypes;
  readonly options: AttributeOptions;
}): Prompt | null {
  const { program, place, facts } = asked;
  const waiting = waitingAt(program, place);
  if (waiting === null) return null;
  const { card, at } = waiting;
  const wording = wordingOf(at, facts);
  const key = pathOf(place.frames, card.key);
  switch (card.kind) {
    case 'QUESTION': {
      const responses = card.responses.map((response) => ({
        key: response.key,
        label: labelOf(card, response, wording),
      }));
      return { kind: 'QUESTION', key, ...wordsOf(card, wording), responses };
    }
    case 'INFO_CAPTURE': {
      const attribute = attributeKey(card.attribute);
      const input = asked.types.get(attribute) ?? 'TEXT';
      const options = input === 'PICKLIST' ? (asked.options.get(attribute) ?? []) : [];
      const placeholder = lineOf(card, 'placeholder', wording);
      const invalidMessage = lineOf(card, 'invalidMessage', wording);
      return { kind: 'INFO_CAPTURE', key, ...wordsOf(card, wording), input, placeholder, invalidMessage, options };
    }
    case 'MEETING': {
      const passLabel = passLabelOf(at, facts);
      return { kind: 'MEETING', key, ...wordsOf(card, wording), routing: card.routing, passLabel };
    }
    case 'LIVE_CHAT':
      return instead(card, { key, wording, passLabel: passLabelOf(at, facts), shown: facts.shown });
    case 'MESSAGE':
    case 'DOCUMENT':
    case 'GOAL':
    case 'ACTION':
    case 'BRANCH':
    case 'FLOW':
    case 'DELAY':
      return null;
    default:
      return assertNever(card);
  }
}

/**
 * A live chat that nobody took may offer to book a meeting with whom the chat was for, or to leave a message; the fallback
 * message is the text of either.
 */
function instead(
  card: Extract<Card, { kind: 'LIVE_CHAT' }>,
  by: {
    readonly key: string;
    readonly wording: Wording;
    readonly passLabel: string;
    readonly shown: Facts['shown'];
  },
): MeetingPrompt | LeaveMessagePrompt | null {
  const { key, wording, passLabel, shown } = by;
  const text = lineOf(card, 'fallbackMessage', wording) ?? '';
  if (card.fallbackBooking === true) {
    return { kind: 'MEETING', key, text, html: null, routing: card.routing, passLabel };
  }
  if (card.leaveMessage !== true) return null;
  return { kind: 'LEAVE_MESSAGE', key, text, html: null, asksForEmail: !shown.has('email'), passLabel };
}

const passLabels = [
  { language: 'zh-Hant', label: '不用了，謝謝' },
  { language: 'zh-TW', label: '不用了，謝謝' },
  { language: 'zh-HK', label: '不用了，謝謝' },
  { language: 'zh', label: '不用了，谢谢' },
  { language: 'sv', label: 'Nej tack' },
  { language: 'nl', label: 'Nee, bedankt' },
  { language: 'it', label: 'No, grazie' },
] as const;

/** In the visitor's language, else in the dialog's, else in English. */
export function passLabelOf(at: Pick<ScriptAt, 'language'>, facts: Pick<Facts, 'language'>): string {
  const language = facts.language ?? at.language;
  return passLabels.find((one) => includesLanguage(one.language, language))?.label ?? 'No, thanks';
}
