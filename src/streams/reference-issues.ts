/** What a card speaks of and what is not there: attributes, agents, teams, routes, lists, flows. */
import { attributeKey } from '../routing/attributes';
import type { FlowKnowledge } from './flows';
import type { KnownThings } from './known-things';
import { conditionsOf, routingsOf } from './references';
import type { Card, StreamIssue, StreamIssueCode } from './script';
import { routingIssues } from './routing-issues';
import { attributeOfToken, tokensIn } from './tokens';

export function referenceIssues(card: Card, known: KnownThings, flows: FlowKnowledge): readonly StreamIssue[] {
  return [
    ...attributeIssues(card, known),
    ...tokenIssues(card, known),
    ...routingsOf(card)
      .flatMap((routing) => routingIssues(routing, asking(card), known))
      .map(({ code, message }) => error(code, card, message)),
    ...listIssues(card, known),
    ...flowIssues(card, known, flows),
  ];
}

function attributeIssues(card: Card, known: KnownThings): readonly StreamIssue[] {
  const unknown = new Set(attributesOf(card).filter((name) => !known.attributes.has(attributeKey(name))));
  return [...unknown].map((name) =>
    error('UNKNOWN_ATTRIBUTE', card, `“${name}” is no known attribute. Choose another one or define it first.`),
  );
}

function attributesOf(card: Card): readonly string[] {
  switch (card.kind) {
    case 'QUESTION':
      return card.attribute === null ? [] : [card.attribute];
    case 'INFO_CAPTURE':
    case 'ACTION':
      return [card.attribute];
    case 'MEETING':
      return [card.agentNameAttribute, card.agentEmailAttribute].flatMap((name) => name ?? []);
    default:
      return conditionsOf(card).flatMap((one) => (one.kind === 'ATTRIBUTE' ? [one.attribute] : []));
  }
}

/** Advice only: a token that nobody knows becomes its default, or nothing. */
function tokenIssues(card: Card, known: KnownThings): readonly StreamIssue[] {
  const unknown = new Set(
    textsOf(card)
      .flatMap(tokensIn)
      .filter((token) => {
        const attribute = attributeOfToken(token);
        return attribute === null || !known.attributes.has(attributeKey(attribute));
      }),
  );
  return [...unknown].map((token) => ({
    severity: 'WARNING',
    code: 'UNKNOWN_ATTRIBUTE',
    message: `Nothing is known of “{{${token}}}”, so visitors read its default or nothing. Write {{visitor.…}} with the name of an attribute.`,
    cardKey: card.key,
  }));
}

/** Whatever may hold tokens. The rich form of a text holds those of the text. */
function textsOf(card: Card): readonly string[] {
  const own = card as Readonly<
    Partial<Record<'text' | 'title' | 'placeholder' | 'invalidMessage' | 'fallbackMessage', string | null>>
  >;
  const texts = [own, ...(card.translations ?? [])].flatMap((one) => [
    one.text,
    one.title,
    one.placeholder,
    one.invalidMessage,
    one.fallbackMessage,
  ]);
  if (card.kind === 'ACTION') texts.push(card.value);
  return texts.filter((text): text is string => typeof text === 'string');
}

function asking(card: Card): string {
  if (card.kind === 'LIVE_CHAT') return 'This live chat routes to';
  return card.kind === 'MEETING' ? 'This meeting is to be with' : 'A branch asks about';
}

function listIssues(card: Card, known: KnownThings): readonly StreamIssue[] {
  const { listIds } = known;
  if (listIds === undefined) return [];
  const asked = conditionsOf(card).flatMap((one) => (one.kind === 'LIST_MEMBER' ? [one.listId] : []));
  return asked.some((id) => !listIds.has(id))
    ? [error('UNKNOWN_LIST', card, 'A branch asks about a list that does not exist. Choose another one.')]
    : [];
}

function flowIssues(card: Card, known: KnownThings, flows: FlowKnowledge): readonly StreamIssue[] {
  if (card.kind !== 'FLOW' || known.flows === undefined) return [];
  const own = known.own?.dialogId;
  if (own !== undefined && flows.leadsTo(card.flowId, own)) {
    const message = 'This flow comes back to the stream that plays it, and so would never end. Choose another flow.';
    return [error('FLOW_LOOP', card, message)];
  }
  if (known.flows.has(card.flowId)) return [];
  return [
    error('UNKNOWN_FLOW', card, 'This flow does not exist or is not published. Publish it or choose another one.'),
  ];
}

function error(code: StreamIssueCode, card: Card, message: string): StreamIssue {
  return { severity: 'ERROR', code, message, cardKey: card.key };
}
