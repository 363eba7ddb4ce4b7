import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Agent } from './agent.type';
import { Payload } from './user-error.type';

@InputType({ description: 'Whose calendar goes: the own one, or with AGENTS_MANAGE anybody’s.' })
export class CalendarDisconnectInput {
  @Field(() => ID, { nullable: true, description: 'The agent; absent: the caller.' })
  agentId?: string | null;
}

@ObjectType({ description: 'The answer of `calendarDisconnect`.', simpleResolvers: true })
export class CalendarDisconnectPayload extends Payload {
  @Field(() => Agent, { nullable: true, description: 'The agent, without a calendar.' })
  agent!: object | null;
}
