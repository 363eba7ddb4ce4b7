/**
 * What keeps a stream from being published (ERROR), and advice (WARNING). Linear in cards and answers, and without
 * recursion: a stream of thousands of cards or a branch of hundreds of levels is judged in milliseconds.
 */
import { duplicateKeys, type KeyIssues } from './duplicate-keys';
import { flowKnowledge } from './flows';
import type { KnownThings } from './known-things';
import { loopsWithoutAnswer } from './loops';
import { passedOnEveryPath, targetsOf, type Passed } from './paths';
import { cardsByKey } from './place';
import { referenceIssues } from './reference-issues';
import type { Card, Script, StreamIssue, StreamIssueCode } from './script';
import { translationIssues } from './translation-issues';

export type { KnownThings } from './known-things';
export { referencesOf, referencesOfRoutings, type References } from './references';

/** Every issue, in the order of the cards. Without an ERROR the stream may be published. */
export function validate(script: Script, known: KnownThings): readonly StreamIssue[] {
  if (script.length === 0) return [issue('EMPTY_STREAM', null, 'The stream is empty. Add at least one card.')];
  const cards = cardsByKey(script);
  const flows = flowKnowledge(known.flows ?? new Map());
  const reached = passedOnEveryPath(script, cards, flows.passedIn);
  const looping = loopsWithoutAnswer(cards, flows.isQuiet);
  const keys = duplicateKeys(cards);
  const untranslated = translationIssues(script, known.own ?? { language: 'en', fallbackLanguages: [] });
  return script.flatMap((card, index) => {
    if (cards.get(card.key) !== card) return [keys.repeated(card)];
    return [
      ...referenceIssues(card, known, flows),
      ...ownIssues(card, index === 0, keys),
      ...targetIssues(card, cards),
      ...pathIssues(card, reached.get(card.key)),
      ...(looping.has(card.key) ? [loop(card)] : []),
      ...untranslated(card),
    ];
  });
}

export function isPublishable(issues: readonly StreamIssue[]): boolean {
  return issues.every(({ severity }) => severity !== 'ERROR');
}

function ownIssues(card: Card, isFirst: boolean, keys: KeyIssues): readonly StreamIssue[] {
  const issues = [...keys.inside(card)];
  if ('poke' in card && card.poke === true && !isFirst) {
    const message = 'Only the first card can stand beside the closed widget. Take the poke from this card.';
    issues.push(issue('POKE_NOT_FIRST', card, message));
  }
  if (card.kind === 'BRANCH' && card.otherwise === null) {
    const message = 'Somebody always fits none of the branches. Say where they go, even if it is the end.';
    issues.push(issue('NO_ELSE', card, message));
  }
  if (card.kind === 'LIVE_CHAT' && card.next !== null) {
    const message = 'A live chat ends its branch. Remove the card behind it or move it in front of the live chat.';
    issues.push(issue('LIVE_CHAT_NOT_LAST', card, message));
  }
  return issues;
}

function targetIssues(card: Card, cards: ReadonlyMap<string, Card>): readonly StreamIssue[] {
  const missing = new Set(targetsOf(card).filter((key) => !cards.has(key)));
  return [...missing].map((key) =>
    issue('UNKNOWN_TARGET', card, `This card leads to “${key}”, which does not exist. Choose another card or none.`),
  );
}

/** `passed`: on every path to the card; undefined: there is none. */
function pathIssues(card: Card, passed: Passed | undefined): readonly StreamIssue[] {
  if (passed === undefined) {
    return [issue('UNREACHABLE_CARD', card, 'No path leads to this card. Lead one to it or remove it.')];
  }
  if (card.kind !== 'LIVE_CHAT') return [];
  const issues: StreamIssue[] = [];
  if (!passed.question) {
    const message =
      'A visitor can come to this live chat without a question. Ask one first, so that nobody rings by mistake.';
    issues.push(advice('NO_QUESTION_BEFORE_LIVE_CHAT', card, message));
  }
  if (!passed.contact) {
    const message =
      'A visitor can come to this live chat without giving a first name and an e-mail address. Capture both first, so that ' +
      'a missed chat can be answered.';
    issues.push(advice('NO_CONTACT_BEFORE_LIVE_CHAT', card, message));
  }
  return issues;
}

function loop(card: Card): StreamIssue {
  const message =
    'The cards behind this one lead back to it without asking the visitor anything. End the branch or ask a question.';
  return issue('LOOP_WITHOUT_ANSWER', card, message);
}

function issue(code: StreamIssueCode, card: Card | null, message: string): StreamIssue {
  return { severity: 'ERROR', code, message, cardKey: card?.key ?? null };
}

function advice(code: StreamIssueCode, card: Card, message: string): StreamIssue {
  return { severity: 'WARNING', code, message, cardKey: card.key };
}
