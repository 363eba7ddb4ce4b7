import { Field, ID, InputType } from 'type-graphql';
import { ConditionInput } from './condition.type';
import { doc } from './doc';
import { LiveChatRoutingInput } from './live-chat-routing.type';
import { ConditionMatchEnum, ConditionOperatorEnum } from './routing-enums';

@InputType({ description: 'Asks whether the visitor stands in a list.' })
export class ListMemberConditionInput {
  @Field(() => ID, { description: 'The list.' })
  listId!: string;

  @Field(() => Boolean, { defaultValue: true, description: 'True holds for members, false for everybody else.' })
  member!: boolean;
}

@InputType({ description: "Asks about a parameter in the page's address. See Condition for how it compares." })
export class QueryParameterConditionInput {
  @Field(() => String, { description: 'The name of the parameter, 1 to 200 characters, told apart by case.' })
  name!: string;

  @Field(() => ConditionOperatorEnum, { description: 'How it is compared.' })
  operator!: keyof typeof ConditionOperatorEnum;

  @Field(() => [String], {
    nullable: true,
    defaultValue: [],
    description: 'What it is compared with: at least one, but none for IS_EMPTY and IS_NOT_EMPTY.',
  })
  values?: string[] | null;
}

@InputType({ description: 'Asks whether a live chat would find somebody at this moment.' })
export class AgentAvailableConditionInput {
  @Field(() => LiveChatRoutingInput, { description: 'Whom the live chat would ask for.' })
  routing!: LiveChatRoutingInput;

  @Field(() => Boolean, {
    defaultValue: true,
    description: 'True holds where somebody would be found, false where nobody would.',
  })
  available!: boolean;
}

@InputType({
  description: doc`
    A condition of a branch or an audience. Exactly one of the fields is given, else INVALID. See StreamCondition and the types
    that implement it for what each holds for.`,
})
export class StreamConditionInput {
  @Field(() => ConditionInput, { nullable: true, description: "One of the visitor's attributes." })
  attribute?: ConditionInput | null;

  @Field(() => ListMemberConditionInput, { nullable: true, description: 'Whether the visitor stands in a list.' })
  listMember?: ListMemberConditionInput | null;

  @Field(() => Boolean, { nullable: true, description: "Whether the visitor's e-mail address is known." })
  known?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the visitor was here in an earlier session.' })
  returning?: boolean | null;

  @Field(() => [String], {
    nullable: true,
    description: "The visitor's language, any of these BCP 47 tags; `zh` holds for `zh-Hant`. 1 to 50.",
  })
  languages?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'The page that the visitor came from, any of these address patterns; an empty list: none. Up to 100.',
  })
  referrers?: string[] | null;

  @Field(() => QueryParameterConditionInput, { nullable: true, description: "A parameter in the page's address." })
  queryParameter?: QueryParameterConditionInput | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether the workspace's business hours are open (true) or closed (false).",
  })
  businessHoursOpen?: boolean | null;

  @Field(() => AgentAvailableConditionInput, {
    nullable: true,
    description: 'Whether a live chat would find somebody at this moment.',
  })
  agentAvailable?: AgentAvailableConditionInput | null;
}

@InputType({ description: 'Conditions within a group. They nest once.' })
export class StreamConditionSubgroupInput {
  @Field(() => ConditionMatchEnum, {
    nullable: true,
    defaultValue: 'ALL',
    description: 'Whether all of them must hold or any.',
  })
  match?: keyof typeof ConditionMatchEnum | null;

  @Field(() => [StreamConditionInput], { description: 'What is asked, 1 to 50.' })
  conditions!: StreamConditionInput[];
}

@InputType({ description: 'Conditions and groups of them; both count alike.' })
export class StreamConditionGroupInput {
  @Field(() => ConditionMatchEnum, {
    nullable: true,
    defaultValue: 'ALL',
    description: 'Whether all of them must hold or any.',
  })
  match?: keyof typeof ConditionMatchEnum | null;

  @Field(() => [StreamConditionInput], { nullable: true, defaultValue: [], description: 'What is asked, up to 50.' })
  conditions?: StreamConditionInput[] | null;

  @Field(() => [StreamConditionSubgroupInput], {
    nullable: true,
    defaultValue: [],
    description: 'Groups, each of which counts as one condition.',
  })
  groups?: StreamConditionSubgroupInput[] | null;
}
