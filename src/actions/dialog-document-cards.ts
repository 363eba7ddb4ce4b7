/** The shapes of cards, conditions and audiences in a document, held against the drafts that the graph's inputs become, too. */
import {
  conditionMatches,
  conditionOperators,
  type DialogId,
  type LiveChatRouting,
  type Queue,
  routingStrategies,
} from '../routing/terms';
import { knownValueRules } from '../streams/script';
import type { AudienceDraft } from './audience-reading';
import type {
  ActionDraft,
  BranchCardDraft,
  BranchDraft,
  CardDraft,
  DelayDraft,
  DocumentDraft,
  FlowDraft,
  GoalDraft,
  InfoCaptureDraft,
  LiveChatDraft,
  MeetingDraft,
  MessageDraft,
  QuestionDraft,
  ResponseDraft,
  TextFormat,
  TranslationDraft,
} from './card-draft';
import type { Names } from './dialog-document-names';
import {
  flag,
  listOf,
  nullable,
  number,
  object,
  oneOf,
  optional,
  otherwise,
  type Shape,
  type ShapeReading,
  text,
} from './shapes';
import type { ConditionsDraft, StreamConditionDraft } from './stream-condition-reading';

export interface NamedReading extends ShapeReading {
  readonly names: Names;
}
type Named<T> = Shape<T, NamedReading>;

/** An agent by e-mail address or a team by its name; `null` where an export found that there is none any more. */
interface RoutingInDocument {
  readonly strategy: LiveChatRouting['strategy'];
  readonly agent: LiveChatRouting['agentId'];
  readonly team: LiveChatRouting['teamId'];
}

const routingInDocument = object<RoutingInDocument, NamedReading>({
  strategy: oneOf(routingStrategies),
  agent: nullable((value, reading) => reading.names.agent(text(value, reading), reading)),
  team: nullable((value, reading) => reading.names.team(text(value, reading), reading)),
});
const routing: Named<LiveChatRouting> = (value, reading) => {
  const { strategy, agent, team } = routingInDocument(value, reading);
  return { strategy, agentId: agent, teamId: team };
};

const format = optional(oneOf<TextFormat>(['PLAIN', 'RICH']));
const spoken = { text, format, poke: optional(flag) } as const;
const next = { next: optional(text) } as const;

const listMemberInDocument = object<
  { readonly list: NonNullable<StreamConditionDraft['listMember']>['listId']; readonly member: boolean },
  NamedReading
>({
  list: (value, reading) => reading.names.list(text(value, reading), reading),
  member: otherwise(flag, true),
});
const listMember: Named<NonNullable<StreamConditionDraft['listMember']>> = (value, reading) => {
  const { list, member } = listMemberInDocument(value, reading);
  return { listId: list, member };
};

const values = otherwise(listOf(text), []);
const condition = object<StreamConditionDraft, NamedReading>({
  attribute: nullable(object({ attribute: text, operator: oneOf(conditionOperators), values })),
  listMember: nullable(listMember),
  known: nullable(flag),
  returning: nullable(flag),
  languages: nullable(listOf(text)),
  referrers: nullable(listOf(text)),
  queryParameter: nullable(object({ name: text, operator: oneOf(conditionOperators), values })),
  businessHoursOpen: nullable(flag),
  agentAvailable: nullable(
    object<NonNullable<StreamConditionDraft['agentAvailable']>, NamedReading>({
      routing,
      available: otherwise(flag, true),
    }),
  ),
});
const match = otherwise(oneOf(conditionMatches), 'ALL');
const conditions = object<ConditionsDraft, NamedReading>({ match, conditions: listOf(condition) });

export const audienceShape = object<AudienceDraft, NamedReading>({
  conditions: nullable(
    object<NonNullable<AudienceDraft['conditions']>, NamedReading>({
      match,
      conditions: otherwise(listOf(condition), []),
      groups: otherwise(listOf(conditions), []),
    }),
  ),
  targets: otherwise(listOf(text), []),
  exclusions: otherwise(listOf(text), []),
  triggers: nullable(
    object({
      secondsOnPage: nullable(number),
      secondsOnSite: nullable(number),
      scrollPercent: nullable(number),
      exitIntent: otherwise(flag, false),
    }),
  ),
  frequency: nullable(object({ times: number, days: number })),
});

const flowInDocument = object<{ readonly flow: DialogId; readonly next?: string | undefined }, NamedReading>({
  flow: (value, reading) => reading.names.flow(text(value, reading), reading),
  ...next,
});
const flow: Named<FlowDraft> = (value, reading) => {
  const { flow: flowId, ...rest } = flowInDocument(value, reading);
  return { flowId, ...rest };
};

const branch = object<BranchDraft, NamedReading>({
  key: optional(text),
  match: optional(oneOf(conditionMatches)),
  conditions: listOf(condition),
  ...next,
});

export const cardShape = object<CardDraft, NamedReading>({
  key: text,
  message: optional(object<MessageDraft>({ ...spoken, ...next })),
  question: optional(
    object<QuestionDraft>({
      ...spoken,
      attribute: optional(text),
      responses: listOf(
        object<ResponseDraft>({ key: optional(text), label: text, storedValue: optional(text), ...next }),
      ),
    }),
  ),
  infoCapture: optional(
    object<InfoCaptureDraft>({
      ...spoken,
      attribute: text,
      placeholder: optional(text),
      whenKnown: optional(oneOf(knownValueRules)),
      invalidMessage: optional(text),
      ...next,
    }),
  ),
  document: optional(object<DocumentDraft>({ ...spoken, title: text, url: text, ...next })),
  meeting: optional(
    object<MeetingDraft, NamedReading>({
      ...spoken,
      routing,
      agentNameAttribute: optional(text),
      agentEmailAttribute: optional(text),
      otherwise: optional(text),
      ...next,
    }),
  ),
  goal: optional(object<GoalDraft>({ name: text, score: optional(number), ...next })),
  action: optional(object<ActionDraft>({ attribute: text, value: text, ...next })),
  branch: optional(
    object<BranchCardDraft, NamedReading>({ branches: listOf(branch), otherwise: optional(object(next)) }),
  ),
  flow: optional(flow),
  liveChat: optional(
    object<LiveChatDraft, NamedReading>({
      routing,
      acceptWindowSeconds: optional(number),
      attempts: optional(number),
      fallbackMessage: optional(text),
      fallbackBooking: optional(flag),
      queue: optional(object<Queue>({ maxLength: number, maxWaitSeconds: number })),
      leaveMessage: optional(flag),
      ...next,
    }),
  ),
  delay: optional(object<DelayDraft>({ seconds: number, ...next })),
  translations: optional(
    listOf(
      object<TranslationDraft>({
        language: text,
        text: optional(text),
        format,
        placeholder: optional(text),
        invalidMessage: optional(text),
        title: optional(text),
        fallbackMessage: optional(text),
        labels: optional(listOf(object({ key: text, label: text }))),
      }),
    ),
  ),
});
