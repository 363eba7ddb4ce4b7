/** The shapes of cards, conditions and audiences in a document, held against the drafts that the graph's inputs become, too. */
import {
  conditionMatches,
  conditionOperators,
  type DialogId,
  type LiveChatRouting,
  type Queue,
  type RouteStep,
  routeStepKinds,
  routingStrategies,
  type WantedSkill,
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

/** An agent by e-mail address, the others by their names; `null` where an export found that there is none any more. */
interface NamedInDocument {
  readonly agent: RouteStep['agentId'];
  readonly team: RouteStep['teamId'];
  readonly route: RouteStep['routeId'];
}
interface StepInDocument
  extends NamedInDocument, Omit<RouteStep, 'agentId' | 'teamId' | 'routeId' | 'routerId' | 'standIn'> {
  readonly router: RouteStep['routerId'];
}
interface RoutingInDocument extends NamedInDocument {
  readonly strategy: LiveChatRouting['strategy'];
  readonly steps: readonly RouteStep[] | null;
}

const namedInDocument = {
  agent: nullable((value: unknown, reading: NamedReading) => reading.names.agent(text(value, reading), reading)),
  team: nullable((value: unknown, reading: NamedReading) => reading.names.team(text(value, reading), reading)),
  route: nullable((value: unknown, reading: NamedReading) => reading.names.route(text(value, reading), reading)),
} as const;
const stepInDocument = object<StepInDocument, NamedReading>({
  kind: oneOf(routeStepKinds),
  ...namedInDocument,
  router: nullable((value, reading) => reading.names.router(text(value, reading), reading)),
  skills: otherwise(
    listOf(object<WantedSkill, NamedReading>({ name: text, level: number, relaxAfterSeconds: nullable(number) })),
    [],
  ),
  acceptWindowSeconds: nullable(number),
  attempts: nullable(number),
  coolDownSeconds: nullable(number),
});
const step: Named<RouteStep> = (value, reading) => {
  const { agent, team, route, router, ...rest } = stepInDocument(value, reading);
  return { ...rest, agentId: agent, teamId: team, routeId: route, routerId: router };
};
const routingInDocument = object<RoutingInDocument, NamedReading>({
  strategy: oneOf(routingStrategies),
  ...namedInDocument,
  steps: nullable(listOf(step)),
});
const routing: Named<LiveChatRouting> = (value, reading) => {
  const { strategy, agent, team, route, steps } = routingInDocument(value, reading);
  return { strategy, agentId: agent, teamId: team, routeId: route, steps };
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
