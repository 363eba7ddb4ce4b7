/** Cards in few words, for streams that tests make. */
import type { DialogId, LiveChatRouting } from '../../src/routing/terms';
import type { StreamCondition } from '../../src/streams/audience-terms';
import type {
  ActionCard,
  BranchCard,
  CardResponse,
  CardTranslation,
  DelayCard,
  DocumentCard,
  FlowCard,
  GoalCard,
  InfoCaptureCard,
  LiveChatCard,
  MeetingCard,
  MessageCard,
  QuestionCard,
} from '../../src/streams/script';

export function message(key: string, next: string | null = null, change: Partial<MessageCard> = {}): MessageCard {
  return { kind: 'MESSAGE', key, text: `text of ${key}`, next, ...change };
}

/** `answers`: label → the card behind it. */
export function question(
  key: string,
  answers: Readonly<Record<string, string | null>>,
  attribute: string | null = null,
): QuestionCard {
  const responses = Object.entries(answers).map(([label, next]): CardResponse => {
    return { key: label, label, storedValue: null, next };
  });
  return { kind: 'QUESTION', key, text: `text of ${key}`, attribute, responses };
}

export function capture(
  key: string,
  attribute: string,
  next: string | null = null,
  change: Partial<InfoCaptureCard> = {},
): InfoCaptureCard {
  return { kind: 'INFO_CAPTURE', key, text: `text of ${key}`, attribute, next, ...change };
}

export const roundRobin: LiveChatRouting = { strategy: 'ROUND_ROBIN', agentId: null, teamId: null };

export function liveChat(key: string, change: Partial<LiveChatCard> = {}): LiveChatCard {
  return { kind: 'LIVE_CHAT', key, routing: roundRobin, acceptWindowSeconds: null, next: null, ...change };
}

export function paper(key: string, next: string | null = null): DocumentCard {
  const url = `https://example.com/${key}.pdf`;
  return { kind: 'DOCUMENT', key, text: `text of ${key}`, title: `title of ${key}`, url, next };
}

export function meeting(key: string, next: string | null = null, otherwise: string | null = null): MeetingCard {
  return { kind: 'MEETING', key, text: `text of ${key}`, routing: roundRobin, next, otherwise };
}

export function goal(key: string, next: string | null = null, score: number | null = null): GoalCard {
  return { kind: 'GOAL', key, name: `goal ${key}`, score, next };
}

export function action(key: string, attribute: string, value: string, next: string | null = null): ActionCard {
  return { kind: 'ACTION', key, attribute, value, next };
}

/** Each way: its one condition and the card behind it. */
export function branch(
  key: string,
  ways: readonly (readonly [StreamCondition, string | null])[],
  /** `NONE`: it has no else at all. */
  otherwise: string | null = null,
): BranchCard {
  const branches = ways.map(([condition, next], index) => {
    return { key: `${index + 1}`, match: 'ALL', conditions: [condition], next } as const;
  });
  return { kind: 'BRANCH', key, branches, otherwise: otherwise === 'NONE' ? null : { next: otherwise } };
}

export function flow(key: string, flowId: string, next: string | null = null): FlowCard {
  return { kind: 'FLOW', key, flowId: flowId as DialogId, next };
}

export function delay(key: string, seconds: number, next: string | null = null): DelayCard {
  return { kind: 'DELAY', key, seconds, next };
}

/** The card, saying something in another language, too. */
export function inLanguage<Card extends object>(card: Card, ...translations: readonly CardTranslation[]): Card {
  return { ...card, translations };
}

export function attributeIs(attribute: string, ...values: readonly string[]): StreamCondition {
  return { kind: 'ATTRIBUTE', attribute, operator: 'IS', values };
}
