import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { doc } from './doc';
import { AccountUnavailableEnum } from './route-enums';
import { Payload } from './user-error.type';
import { RoutingSettings } from './workspace.type';

@InputType({
  description: doc`
    Ranges: acceptWindowSeconds 10 to 500, defaultCapacity 1 to 100, idleTimeoutSeconds 20 to 86,400, idleWarningSeconds 0 (none) up to
    half of the timeout, teamAttempts 1 to 10, disconnectGraceSeconds 0 to 600, rampSeconds 0 to 3,600.

    The window counts for new offers, the idle timeout for running chats at once. What is absent stays; \`teamAttempts: null\`
    and \`maxWaitSeconds: null\` go back to the default. A timeout of less than twice the present warning is INVALID alone: give
    the warning with it.`,
})
export class RoutingSettingsUpdateInput {
  @Field(() => Int, { nullable: true, description: 'Seconds an offer rings, 10 to 500.' })
  acceptWindowSeconds?: number | null;

  @Field(() => Int, { nullable: true, description: 'Live chats at once of an agent without an own limit, 1 to 100.' })
  defaultCapacity?: number | null;

  @Field(() => Int, { nullable: true, description: 'Seconds of silence that end a connected chat, 20 to 86,400.' })
  idleTimeoutSeconds?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Seconds before that end at which both sides are warned: 0 (no warning) up to half of the timeout.',
  })
  idleWarningSeconds?: number | null;

  @Field(() => Int, { nullable: true, description: "Offers made to a team, 1 to 10; null: back to the plan's choice." })
  teamAttempts?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The longest wait of a visitor in seconds, 10 to 86,400; null: none.',
  })
  maxWaitSeconds?: number | null;

  @Field(() => Int, { nullable: true, description: 'Seconds an agent counts as reachable without a socket, 0 to 600.' })
  disconnectGraceSeconds?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether only reachable agents are offered chats.' })
  requireReachable?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether the workspace's ring is tried where a pool has nobody.",
  })
  roundRobinFallback?: boolean | null;

  @Field(() => String, { nullable: true, description: 'What a visitor reads when nobody takes the chat.' })
  fallbackMessage?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Seconds for which the capacity of an agent who has come back grows to its full number: 0 (at once) to 3,600.',
  })
  rampSeconds?: number | null;

  @Field(() => AccountUnavailableEnum, {
    nullable: true,
    description: "What follows where the agent of the visitor's account cannot take the chat.",
  })
  accountUnavailable?: keyof typeof AccountUnavailableEnum | null;
}

@ObjectType({ description: 'The answer of `routingSettingsUpdate`.', simpleResolvers: true })
export class RoutingSettingsUpdatePayload extends Payload {
  @Field(() => RoutingSettings, { nullable: true, description: 'All settings as they are now in force.' })
  routingSettings!: RoutingSettings | null;
}
