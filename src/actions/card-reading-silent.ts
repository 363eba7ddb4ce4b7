/** The cards that say nothing themselves. */
import { readValue } from '../routing/attribute-values';
import { definitionOf } from '../routing/attributes';
import type { Queue } from '../routing/terms';
import { isBlank } from '../routing/text';
import type { ActionCard, Branch, BranchCard, DelayCard, FlowCard, GoalCard, LiveChatCard } from '../streams/script';
import { tokensIn } from '../streams/tokens';
import type {
  ActionDraft,
  BranchCardDraft,
  BranchDraft,
  DelayDraft,
  FlowDraft,
  GoalDraft,
  LiveChatDraft,
} from './card-draft';
import {
  attributeFrom,
  inside,
  keyFrom,
  nameFrom,
  optionalFrom,
  textFrom,
  unlessNull,
  valueFrom,
  type CardReading,
} from './card-fields';
import { routingFrom } from './route-reading';
import { readStreamConditions } from './stream-condition-reading';

const maxBranches = 50;
/** Longer than an hour nobody waits in front of a chat. */
const maxDelaySeconds = 3_600;

export function readGoal(key: string, draft: GoalDraft, reading: CardReading): GoalCard {
  const { faults, field } = inside(reading, 'score');
  faults.range(draft.score, { min: 0, max: 3, what: 'The score', field });
  const name = nameFrom(draft.name, "The goal's name", inside(reading, 'name'));
  return { kind: 'GOAL', key, name, score: draft.score ?? null, next: keyFrom(draft.next) };
}

export function readAction(key: string, draft: ActionDraft, reading: CardReading): ActionCard {
  const attribute = attributeFrom(draft.attribute, inside(reading, 'attribute'));
  const value = actionValue(draft, inside(reading, 'value'));
  return { kind: 'ACTION', key, attribute, value, next: keyFrom(draft.next) };
}

/** What tokens will say is known only when it is played; a value without any must be one of the attribute's type. */
function actionValue(draft: ActionDraft, reading: CardReading): string {
  const { faults, field, definitions } = reading;
  const value = valueFrom(draft.value, 'The value', reading);
  const definition = definitionOf(definitions, draft.attribute);
  const type = definition?.type ?? 'TEXT';
  if (isBlank(value)) {
    faults.add('An action sets a value. Give one.', field);
    return '';
  }
  if (tokensIn(value).length === 0) {
    return faults.read(readValue(value, type, field, { options: definition?.options ?? [] })) ?? '';
  }
  if (type !== 'TEXT') {
    faults.add('Tokens can fill text only. Give this attribute a plain value, or choose one of type TEXT.', field);
  }
  return value;
}

export function readBranchCard(key: string, draft: BranchCardDraft, reading: CardReading): BranchCard {
  const at = inside(reading, 'branches');
  const { length } = draft.branches;
  if (length === 0) at.faults.add('A branch card needs at least one branch beside its else.', at.field);
  if (length > maxBranches) at.faults.add(`These are ${length} branches. Give at most ${maxBranches}.`, at.field);
  const { otherwise } = draft;
  return {
    kind: 'BRANCH',
    key,
    branches: draft.branches
      .slice(0, maxBranches)
      .map((branch, index) => readBranch(branch, index, inside(at, String(index)))),
    otherwise: otherwise === null || otherwise === undefined ? null : { next: keyFrom(otherwise.next) },
  };
}

function readBranch(draft: BranchDraft, index: number, reading: CardReading): Branch {
  const at = inside(reading, 'conditions');
  if (draft.conditions.length === 0) {
    at.faults.add('A branch without conditions would always be taken. Give one, or lead the else there.', at.field);
  }
  return {
    key: optionalFrom(draft.key, (raw) => nameFrom(raw, "The branch's key", inside(reading, 'key'))) ?? `${index + 1}`,
    match: draft.match ?? 'ALL',
    conditions: readStreamConditions(draft.conditions, at),
    next: keyFrom(draft.next),
  };
}

export function readFlow(key: string, draft: FlowDraft): FlowCard {
  return { kind: 'FLOW', key, flowId: draft.flowId, next: keyFrom(draft.next) };
}

export function readLiveChat(key: string, draft: LiveChatDraft, reading: CardReading): LiveChatCard {
  const { faults, field } = reading;
  const { acceptWindowSeconds = null, attempts, fallbackMessage, fallbackBooking, leaveMessage } = draft;
  const window = { min: 10, max: 500, what: 'The accept window', field: [...field, 'acceptWindowSeconds'] };
  faults.range(acceptWindowSeconds, window);
  faults.range(attempts, { min: 1, max: 10, what: 'The number of attempts', field: [...field, 'attempts'] });
  if (fallbackBooking === true && leaveMessage === true) {
    faults.add('The fallback offers one thing: a booking, or to leave a message. Take one of them out.', [
      ...field,
      'leaveMessage',
    ]);
  }
  return {
    kind: 'LIVE_CHAT',
    key,
    routing: routingFrom(draft.routing, reading),
    acceptWindowSeconds,
    ...unlessNull({
      attempts,
      fallbackMessage: optionalFrom(fallbackMessage, (raw) =>
        textFrom(raw, 'The fallback message', inside(reading, 'fallbackMessage')),
      ),
      fallbackBooking: fallbackBooking === true ? true : null,
      queue: draft.queue ? readQueue(draft.queue, inside(reading, 'queue')) : null,
      leaveMessage: leaveMessage === true ? true : null,
    }),
    next: keyFrom(draft.next),
  };
}

function readQueue({ maxLength, maxWaitSeconds }: Queue, { faults, field }: CardReading): Queue {
  faults.range(maxLength, { min: 1, max: 500, what: 'The length of the queue', field: [...field, 'maxLength'] });
  const wait = { min: 10, max: 7_200, what: 'The longest wait in seconds', field: [...field, 'maxWaitSeconds'] };
  faults.range(maxWaitSeconds, wait);
  return { maxLength, maxWaitSeconds };
}

export function readDelay(key: string, draft: DelayDraft, reading: CardReading): DelayCard {
  const { faults, field } = inside(reading, 'seconds');
  faults.range(draft.seconds, { min: 1, max: maxDelaySeconds, what: 'The delay in seconds', field });
  return { kind: 'DELAY', key, seconds: draft.seconds, next: keyFrom(draft.next) };
}
