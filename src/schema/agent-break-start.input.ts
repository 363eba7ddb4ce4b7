import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { Agent } from './agent.type';
import { Payload } from './user-error.type';

@InputType({ description: 'A break from now. Behind it, what held before goes on as far as it still holds.' })
export class AgentBreakStartInput {
  @Field(() => Int, { description: 'How long, 1 to 480 minutes. In a break it takes the place of what is left.' })
  minutes!: number;
}

@ObjectType({ description: 'The answer of `agentBreakStart`.', simpleResolvers: true })
export class AgentBreakStartPayload extends Payload {
  @Field(() => Agent, { nullable: true, description: 'The signed-in agent.' })
  agent!: object | null;
}
