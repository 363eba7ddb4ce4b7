/**
 * What keeps a stream from being published (ERROR), and advice (WARNING). Linear in cards and answers, and without
 * recursion: a stream of thousands of cards or a branch of hundreds of levels is judged in milliseconds.
 */
import { attributeKey } from '../routing/attributes';
import { assertNever } from '../routing/terms';
import { loopsWithoutAnswer, passedOnEveryPath, targetsOf } from './paths';
import type { Card, LiveChatCard, QuestionCard, Script, StreamIssue, StreamIssueCode } from './script';

/** What the stream may refer to. Only what it does refer to needs to be in there: see `referencesOf`. */
export interface KnownThings {
  /** Names by `attributeKey`. */
  readonly attributes: { has(key: string): boolean };
  /** Agents who are active. */
  readonly agentIds: { has(id: string): boolean };
  readonly teamIds: { has(id: string): boolean };
}

/** The agents and teams that live chat cards name, so that a caller reads just those. */
export function referencesOf(script: Script): {
  readonly agentIds: readonly NonNullable<LiveChatCard['routing']['agentId']>[];
  readonly teamIds: readonly NonNullable<LiveChatCard['routing']['teamId']>[];
} {
  const routings = script.flatMap((card) => (card.kind === 'LIVE_CHAT' ? [card.routing] : []));
  return {
    agentIds: [...new Set(routings.flatMap(({ agentId }) => (agentId === null ? [] : [agentId])))],
    teamIds: [...new Set(routings.flatMap(({ teamId }) => (teamId === null ? [] : [teamId])))],
  };
}

/** Every issue, in the order of the cards. Without an ERROR the stream may be published. */
export function validate(script: Script, known: KnownThings): readonly StreamIssue[] {
  if (script.length === 0) return [error('EMPTY_STREAM', null, 'The stream is empty. Add at least one card.')];
  const cards = new Map<string, Card>();
  for (const card of script) if (!cards.has(card.key)) cards.set(card.key, card);
  const reached = passedOnEveryPath(script, cards);
  const looping = loopsWithoutAnswer(cards);
  return script.flatMap((card) => {
    if (cards.get(card.key) !== card) return [duplicate(card)];
    const issues = [...ownIssues(card, known), ...targetIssues(card, cards)];
    const passed = reached.get(card.key);
    if (passed === undefined) issues.push(unreachable(card));
    if (looping.has(card.key)) issues.push(loop(card));
    if (passed !== undefined && card.kind === 'LIVE_CHAT') {
      if (!passed.question) issues.push(noQuestion(card));
      if (!passed.contact) issues.push(noContact(card));
    }
    return issues;
  });
}

export function isPublishable(issues: readonly StreamIssue[]): boolean {
  return issues.every((issue) => issue.severity !== 'ERROR');
}

function ownIssues(card: Card, known: KnownThings): StreamIssue[] {
  switch (card.kind) {
    case 'MESSAGE':
    case 'DOCUMENT':
    case 'MEETING':
    case 'GOAL':
    case 'ACTION':
    case 'BRANCH':
    case 'FLOW':
    case 'DELAY':
      return [];
    case 'QUESTION':
      return [...attributeIssues(card, card.attribute, known), ...responseIssues(card)];
    case 'INFO_CAPTURE':
      return attributeIssues(card, card.attribute, known);
    case 'LIVE_CHAT':
      return liveChatIssues(card, known);
    default:
      return assertNever(card);
  }
}

function attributeIssues(card: Card, attribute: string | null, known: KnownThings): StreamIssue[] {
  if (attribute === null || known.attributes.has(attributeKey(attribute))) return [];
  const message = `“${attribute}” is no known attribute. Choose another one or define it first.`;
  return [error('UNKNOWN_ATTRIBUTE', card, message)];
}

function responseIssues(card: QuestionCard): StreamIssue[] {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { key } of card.responses) {
    if (seen.has(key)) repeated.add(key);
    seen.add(key);
  }
  return [...repeated].map((key) =>
    error('DUPLICATE_KEY', card, `Two answers of this question have the key “${key}”. Give each its own.`),
  );
}

function liveChatIssues(card: LiveChatCard, known: KnownThings): StreamIssue[] {
  const { strategy, agentId, teamId } = card.routing;
  const issues: StreamIssue[] = [];
  if (card.next !== null) {
    const message = 'A live chat ends its branch. Remove the card behind it or move it in front of the live chat.';
    issues.push(error('LIVE_CHAT_NOT_LAST', card, message));
  }
  if (strategy === 'AGENT' && (agentId === null || !known.agentIds.has(agentId))) {
    const message = 'This live chat routes to an agent who does not exist or was deactivated. Choose another one.';
    issues.push(error('UNKNOWN_AGENT', card, message));
  }
  if (strategy === 'TEAM' && (teamId === null || !known.teamIds.has(teamId))) {
    const message = 'This live chat routes to a team that does not exist. Choose another one.';
    issues.push(error('UNKNOWN_TEAM', card, message));
  }
  return issues;
}

function targetIssues(card: Card, cards: ReadonlyMap<string, Card>): StreamIssue[] {
  const missing = new Set(targetsOf(card).filter((key) => !cards.has(key)));
  return [...missing].map((key) =>
    error('UNKNOWN_TARGET', card, `This card leads to “${key}”, which does not exist. Choose another card or none.`),
  );
}

function duplicate(card: Card): StreamIssue {
  return error('DUPLICATE_KEY', card, `Two cards have the key “${card.key}”. Give each its own.`);
}

function unreachable(card: Card): StreamIssue {
  return error('UNREACHABLE_CARD', card, 'No path leads to this card. Lead one to it or remove it.');
}

function loop(card: Card): StreamIssue {
  const message =
    'Messages lead back to this card without asking the visitor anything. End the branch or ask a question.';
  return error('LOOP_WITHOUT_ANSWER', card, message);
}

function noQuestion(card: Card): StreamIssue {
  const message =
    'A visitor can come to this live chat without a question. Ask one first, so that nobody rings by mistake.';
  return { severity: 'WARNING', code: 'NO_QUESTION_BEFORE_LIVE_CHAT', message, cardKey: card.key };
}

function noContact(card: Card): StreamIssue {
  const message =
    'A visitor can come to this live chat without giving a first name and an e-mail address. Capture both first, so that ' +
    'a missed chat can be answered.';
  return { severity: 'WARNING', code: 'NO_CONTACT_BEFORE_LIVE_CHAT', message, cardKey: card.key };
}

function error(code: StreamIssueCode, card: Card | null, message: string): StreamIssue {
  return { severity: 'ERROR', code, message, cardKey: card?.key ?? null };
}
