/** The conditions of branches and audiences, as their authors see them. Sources are the stream's own conditions. */
import { Field, InterfaceType, ObjectType } from 'type-graphql';
import type { StreamConditionKind } from '../streams/audience-terms';
import { StreamConditionKindEnum } from './dialog-enums';
import { doc } from './doc';
import { LiveChatRouting } from './live-chat-routing.type';
import { ConditionMatchEnum, ConditionOperatorEnum } from './routing-enums';

const typeOfKind = {
  ATTRIBUTE: 'AttributeCondition',
  LIST_MEMBER: 'ListMemberCondition',
  KNOWN: 'KnownCondition',
  RETURNING: 'ReturningCondition',
  LANGUAGE: 'LanguageCondition',
  REFERRER: 'ReferrerCondition',
  QUERY_PARAMETER: 'QueryParameterCondition',
  BUSINESS_HOURS: 'BusinessHoursCondition',
  AGENT_AVAILABLE: 'AgentAvailableCondition',
} as const satisfies Record<StreamConditionKind, string>;

export function streamConditionType(condition: { readonly kind: StreamConditionKind }): string {
  return typeOfKind[condition.kind];
}

@InterfaceType('StreamCondition', {
  description: 'A question about a visitor and the moment, asked by a branch card or an audience.',
  resolveType: streamConditionType,
})
export abstract class StreamCondition {
  @Field(() => StreamConditionKindEnum, { description: 'What it asks about.' })
  kind!: keyof typeof StreamConditionKindEnum;
}

@ObjectType({
  implements: StreamCondition,
  description: "Asks about one of the visitor's attributes; compares as Condition does.",
  simpleResolvers: true,
})
export class AttributeCondition {
  @Field(() => String, { description: 'The name of the attribute.' })
  attribute!: string;

  @Field(() => ConditionOperatorEnum, { description: 'How it is compared.' })
  operator!: keyof typeof ConditionOperatorEnum;

  @Field(() => [String], { description: 'What it is compared with; empty for IS_EMPTY and IS_NOT_EMPTY.' })
  values!: string[];
}

@ObjectType({
  implements: StreamCondition,
  description: 'Asks whether the visitor stands in a list.',
  simpleResolvers: true,
})
export class ListMemberCondition {
  @Field(() => Boolean, { description: 'True holds for members, false for everybody else.' })
  member!: boolean;
}

@ObjectType({
  implements: StreamCondition,
  description: "Asks whether the visitor's e-mail address is known.",
  simpleResolvers: true,
})
export class KnownCondition {
  @Field(() => Boolean, { description: 'True holds for visitors whose address is known, false for anonymous ones.' })
  known!: boolean;
}

@ObjectType({
  implements: StreamCondition,
  description: 'Asks whether the visitor was here in an earlier session.',
  simpleResolvers: true,
})
export class ReturningCondition {
  @Field(() => Boolean, { description: 'True holds for returning visitors, false for first ones.' })
  returning!: boolean;
}

@ObjectType({ implements: StreamCondition, description: "Asks about the visitor's language.", simpleResolvers: true })
export class LanguageCondition {
  @Field(() => [String], {
    description: 'BCP 47 tags, any of which suffices. `zh` holds for `zh-Hant`, not the other way round.',
  })
  languages!: string[];
}

@ObjectType({
  implements: StreamCondition,
  description: 'Asks where the visitor came from.',
  simpleResolvers: true,
})
export class ReferrerCondition {
  @Field(() => [String], {
    description: 'Address patterns, any of which suffices; empty holds for visitors without a referrer.',
  })
  patterns!: string[];
}

@ObjectType({
  implements: StreamCondition,
  description: "Asks about a parameter in the page's address; compares as Condition does.",
  simpleResolvers: true,
})
export class QueryParameterCondition {
  @Field(() => String, { description: 'The name of the parameter.' })
  name!: string;

  @Field(() => ConditionOperatorEnum, { description: 'How it is compared.' })
  operator!: keyof typeof ConditionOperatorEnum;

  @Field(() => [String], { description: 'What it is compared with; empty for IS_EMPTY and IS_NOT_EMPTY.' })
  values!: string[];
}

@ObjectType({
  implements: StreamCondition,
  description: "Asks whether the workspace's business hours are open.",
  simpleResolvers: true,
})
export class BusinessHoursCondition {
  @Field(() => Boolean, { description: 'True holds within the hours, false outside of them.' })
  open!: boolean;
}

@ObjectType({
  implements: StreamCondition,
  description: doc`
    Asks whether a live chat with this routing would find somebody at this moment. Somebody else may be quicker: it promises
    nothing.`,
  simpleResolvers: true,
})
export class AgentAvailableCondition {
  @Field(() => LiveChatRouting, { description: 'Whom the live chat would ask for.' })
  routing!: LiveChatRouting;

  @Field(() => Boolean, { description: 'True holds where somebody would be found, false where nobody would.' })
  available!: boolean;
}

@ObjectType({ description: 'Conditions within a group. They nest once.', simpleResolvers: true })
export class StreamConditionSubgroup {
  @Field(() => ConditionMatchEnum, { description: 'Whether all of them must hold or any.' })
  match!: keyof typeof ConditionMatchEnum;

  @Field(() => [StreamCondition], { description: 'What is asked.' })
  conditions!: StreamCondition[];
}

@ObjectType({ description: 'Conditions and groups of them; both count alike.', simpleResolvers: true })
export class StreamConditionGroup {
  @Field(() => ConditionMatchEnum, { description: 'Whether all of them must hold or any.' })
  match!: keyof typeof ConditionMatchEnum;

  @Field(() => [StreamCondition], { description: 'What is asked.' })
  conditions!: StreamCondition[];

  @Field(() => [StreamConditionSubgroup], { description: 'Groups, each of which counts as one condition.' })
  groups!: StreamConditionSubgroup[];
}
