import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Agent } from './agent.type';
import { Payload } from './user-error.type';

@InputType({
  description: 'The end of a break from now. A break of the weekly hours is left by `agentAvailabilitySet`.',
})
export class AgentBreakEndInput {
  @Field(() => ID, {
    nullable: true,
    description: 'Whose break; absent or null: the own one. Somebody else’s needs AGENTS_MANAGE.',
  })
  agentId?: string | null;
}

@ObjectType({ description: 'The answer of `agentBreakEnd`.', simpleResolvers: true })
export class AgentBreakEndPayload extends Payload {
  @Field(() => Agent, { nullable: true, description: 'The agent whose break is over.' })
  agent!: object | null;
}
