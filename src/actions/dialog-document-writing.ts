/** From what is stored to a document. Fields that say nothing are left out, and every object has its fields in one order. */
import { assertNever, type LiveChatRouting, type RouteStep } from '../routing/terms';
import { type Audience, everybody, type ConditionGroup, type StreamCondition } from '../streams/audience-terms';
import { isSame } from '../streams/same-script';
import type { Branch, Card, CardTranslation } from '../streams/script';
import type { NamedKind } from './name-ports';
import type { DialogRecord } from './dialog.records';
import type { AttributeDefinitionRecord } from './records';

/** By what a thing is known; null: it is gone. */
export type Tell = (kind: NamedKind, id: string) => string | null;

type Written = Readonly<Record<string, unknown>>;

/** Null, absent and what is understood anyway: left out. */
function given(fields: Written): Written {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null));
}
function unless<T>(value: T, usual: T): T | undefined {
  return isSame(value, usual) ? undefined : value;
}

export function writeDialog(dialog: DialogRecord, tell: Tell): Written {
  return given({
    key: dialog.key,
    kind: dialog.kind,
    name: dialog.name,
    description: dialog.description,
    priority: unless(dialog.priority, 0),
    language: dialog.language,
    fallbackLanguages: unless(dialog.fallbackLanguages, []),
    fallbackMessage: dialog.fallbackMessage,
    audience: isSame(dialog.audience, everybody) ? undefined : writeAudience(dialog.audience, tell),
    cards: dialog.cards.map((card) => writeCard(card, tell)),
  });
}

export function writeAttribute({ name, label, type, options }: AttributeDefinitionRecord): Written {
  return given({ name, label, type, options: unless(options, []) });
}

function writeAudience({ conditions, targets, exclusions, triggers, frequency }: Audience, tell: Tell): Written {
  const { secondsOnPage, secondsOnSite, scrollPercent, exitIntent } = triggers;
  return given({
    conditions: conditions === null ? null : writeGroup(conditions, tell),
    targets: unless(targets, []),
    exclusions: unless(exclusions, []),
    triggers: isSame(triggers, everybody.triggers)
      ? undefined
      : given({ secondsOnPage, secondsOnSite, scrollPercent, exitIntent: unless(exitIntent, false) }),
    frequency: frequency === null ? null : { times: frequency.times, days: frequency.days },
  });
}

function writeGroup({ match, conditions, groups }: ConditionGroup, tell: Tell): Written {
  const inner = groups.map((group) => ({
    match: group.match,
    conditions: group.conditions.map((one) => writeCondition(one, tell)),
  }));
  return given({ match, conditions: conditions.map((one) => writeCondition(one, tell)), groups: unless(inner, []) });
}

function writeCondition(condition: StreamCondition, tell: Tell): Written {
  switch (condition.kind) {
    case 'ATTRIBUTE': {
      const { attribute, operator, values } = condition;
      return { attribute: given({ attribute, operator, values: unless(values, []) }) };
    }
    case 'LIST_MEMBER': {
      const { listId, member } = condition;
      return { listMember: given({ list: tell('list', listId), member: unless(member, true) }) };
    }
    case 'KNOWN':
      return { known: condition.known };
    case 'RETURNING':
      return { returning: condition.returning };
    case 'LANGUAGE':
      return { languages: condition.languages };
    case 'REFERRER':
      return { referrers: condition.patterns };
    case 'QUERY_PARAMETER': {
      const { name, operator, values } = condition;
      return { queryParameter: given({ name, operator, values: unless(values, []) }) };
    }
    case 'BUSINESS_HOURS':
      return { businessHoursOpen: condition.open };
    case 'AGENT_AVAILABLE': {
      const { routing, available } = condition;
      return { agentAvailable: given({ routing: writeRouting(routing, tell), available: unless(available, true) }) };
    }
    default:
      return assertNever(condition);
  }
}

function writeRouting({ strategy, agentId, teamId, routeId = null, steps }: LiveChatRouting, tell: Tell): Written {
  return given({
    strategy,
    agent: agentId === null ? null : tell('agent', agentId),
    team: teamId === null ? null : tell('team', teamId),
    route: routeId === null ? null : tell('route', routeId),
    steps: steps?.map((step) => writeStep(step, tell)),
  });
}

function writeStep({ kind, agentId, teamId, routeId, routerId, skills, ...rest }: RouteStep, tell: Tell): Written {
  const { attempts, acceptWindowSeconds, coolDownSeconds } = rest;
  return given({
    kind,
    agent: agentId === null ? null : tell('agent', agentId),
    team: teamId === null ? null : tell('team', teamId),
    route: routeId === null ? null : tell('route', routeId),
    router: routerId === null ? null : tell('router', routerId),
    skills: unless(
      skills.map(({ name, level, relaxAfterSeconds }) => given({ name, level, relaxAfterSeconds })),
      [],
    ),
    attempts,
    acceptWindowSeconds,
    coolDownSeconds,
  });
}

function writeCard(card: Card, tell: Tell): Written {
  const { key, translations = [] } = card;
  const kind = writeKind(card, tell);
  return given({ key, ...kind, translations: unless(translations.map(writeTranslation), []) });
}

function wordsOf({ text, html }: { readonly text?: string | null; readonly html?: string | null }): Written {
  return html === undefined || html === null ? { text } : { text: html, format: 'RICH' };
}

function spokenOf(card: Extract<Card, { readonly text: string }>): Written {
  return { ...wordsOf(card), poke: card.poke };
}

function writeKind(card: Card, tell: Tell): Written {
  switch (card.kind) {
    case 'MESSAGE':
      return { message: given({ ...spokenOf(card), next: card.next }) };
    case 'QUESTION': {
      const responses = card.responses.map(({ key, label, storedValue, next }) =>
        given({ key: unless(key, label), label, storedValue, next }),
      );
      return { question: given({ ...spokenOf(card), attribute: card.attribute, responses }) };
    }
    case 'INFO_CAPTURE': {
      const { attribute, placeholder, whenKnown, invalidMessage, next } = card;
      return { infoCapture: given({ ...spokenOf(card), attribute, placeholder, whenKnown, invalidMessage, next }) };
    }
    case 'DOCUMENT':
      return { document: given({ ...spokenOf(card), title: card.title, url: card.url, next: card.next }) };
    case 'MEETING': {
      const { agentNameAttribute, agentEmailAttribute, next, otherwise } = card;
      const routing = writeRouting(card.routing, tell);
      return {
        meeting: given({ ...spokenOf(card), routing, agentNameAttribute, agentEmailAttribute, next, otherwise }),
      };
    }
    case 'GOAL':
      return { goal: given({ name: card.name, score: card.score, next: card.next }) };
    case 'ACTION':
      return { action: given({ attribute: card.attribute, value: card.value, next: card.next }) };
    case 'BRANCH':
      return {
        branch: given({
          branches: card.branches.map((branch, index) => writeBranch(branch, index, tell)),
          otherwise: card.otherwise === null ? null : given({ next: card.otherwise.next }),
        }),
      };
    case 'FLOW':
      return { flow: given({ flow: tell('flow', card.flowId), next: card.next }) };
    case 'LIVE_CHAT': {
      const { acceptWindowSeconds, attempts, fallbackMessage, fallbackBooking, queue, leaveMessage, next } = card;
      const routing = writeRouting(card.routing, tell);
      const fallback = { fallbackMessage, fallbackBooking, leaveMessage };
      return { liveChat: given({ routing, acceptWindowSeconds, attempts, queue, ...fallback, next }) };
    }
    case 'DELAY':
      return { delay: given({ seconds: card.seconds, next: card.next }) };
    default:
      return assertNever(card);
  }
}

function writeBranch({ key, match, conditions, next }: Branch, index: number, tell: Tell): Written {
  return given({
    key: unless(key, String(index + 1)),
    match: unless(match, 'ALL'),
    conditions: conditions.map((one) => writeCondition(one, tell)),
    next,
  });
}

function writeTranslation(translation: CardTranslation): Written {
  const { language, placeholder, invalidMessage, title, fallbackMessage, labels } = translation;
  return given({
    language,
    ...wordsOf(translation),
    placeholder,
    invalidMessage,
    title,
    fallbackMessage,
    labels: labels?.map(({ key, label }) => ({ key, label })),
  });
}
