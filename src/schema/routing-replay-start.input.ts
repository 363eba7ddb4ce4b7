import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { LiveChatRoutingInput } from './live-chat-routing.type';
import { RoutingReplay } from './routing-replay.type';
import { RuleDraftInput } from './rule-draft-replace.input';
import { DateTime } from './scalars';
import { Payload } from './user-error.type';

@InputType({ description: 'Members of a team that are tried out.' })
export class DraftTeamInput {
  @Field(() => ID, { description: 'The team, named once.' })
  teamId!: string;

  @Field(() => [ID], { description: "Its members in the ring's order, up to 1,000. None: nobody." })
  agentIds!: string[];
}

@InputType({ description: 'Settings that are tried out. What is absent is as it is.' })
export class DraftSettingsInput {
  @Field(() => Int, { nullable: true, description: 'Seconds that an offer rings, 10 to 500.' })
  acceptWindowSeconds?: number | null;

  @Field(() => Int, { nullable: true, description: 'Live chats at once of agents without an own limit, 1 to 100.' })
  defaultCapacity?: number | null;

  @Field(() => Int, { nullable: true, description: 'Offers of a request to a team, 1 to 10.' })
  teamAttempts?: number | null;

  @Field(() => Int, { nullable: true, description: 'Seconds that a visitor waits at most, 10 to 86,400.' })
  maxWaitSeconds?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether only agents are asked whom an offer would reach.' })
  requireReachable?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether the workspace's ring stands in for a choice with nobody.",
  })
  roundRobinFallback?: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Seconds over which whoever comes back gets all places, 0 to 3,600.',
  })
  rampSeconds?: number | null;
}

@InputType({
  description: 'Which past is routed once more, and what is tried out. Without any draft: by what is in force.',
})
export class RoutingReplayStartInput {
  @Field(() => DateTime, { description: 'When the period begins; in the past.' })
  from!: Date;

  @Field(() => DateTime, {
    description: 'When it ends, not included: at most 92 days later, with at most 500,000 requests.',
  })
  to!: Date;

  @Field(() => [RuleDraftInput], {
    nullable: true,
    description: 'Rules in place of all those in force, by position. Of these three one at most.',
  })
  rules?: RuleDraftInput[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'The draft of the rules as it stands, in place of those in force.',
  })
  ruleDraft?: boolean | null;

  @Field(() => Int, { nullable: true, description: 'The version of that number, in place of the rules in force.' })
  ruleVersion?: number | null;

  @Field(() => [DraftTeamInput], { nullable: true, description: 'Teams with other members, up to 200.' })
  teams?: DraftTeamInput[] | null;

  @Field(() => DraftSettingsInput, { nullable: true, description: 'Other settings.' })
  settings?: DraftSettingsInput | null;

  @Field(() => LiveChatRoutingInput, {
    nullable: true,
    description: 'Whom every request asks for, in place of what its card said; absent: as each card said.',
  })
  routing?: LiveChatRoutingInput | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 50,
    description: 'How many requests that came out otherwise are told one by one, 0 to 200.',
  })
  differences?: number | null;
}

@ObjectType({ description: 'The answer of `routingReplayStart`.', simpleResolvers: true })
export class RoutingReplayStartPayload extends Payload {
  @Field(() => RoutingReplay, { nullable: true, description: 'The replay, just begun. Follow it with its id.' })
  replay!: object | null;
}
