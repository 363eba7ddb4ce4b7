import { Field, ObjectType } from 'type-graphql';
import { Agent } from './agent.type';
import { Payload } from './user-error.type';

@ObjectType({ description: 'The answer of `agentBreakEnd`.', simpleResolvers: true })
export class AgentBreakEndPayload extends Payload {
  @Field(() => Agent, { nullable: true, description: 'The signed-in agent.' })
  agent!: object | null;
}
