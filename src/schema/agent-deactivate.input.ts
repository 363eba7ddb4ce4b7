import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Agent } from './agent.type';
import { Payload } from './user-error.type';

@InputType({
  description:
    'The agent signs in no more, is offered nothing, and pending offers go on to others. Running chats stay.',
})
export class AgentDeactivateInput {
  @Field(() => ID, { description: 'The agent.' })
  agentId!: string;
}

@ObjectType({ description: 'The answer of `agentDeactivate`.', simpleResolvers: true })
export class AgentDeactivatePayload extends Payload {
  @Field(() => Agent, { nullable: true, description: 'The agent, inactive now.' })
  agent!: object | null;
}
