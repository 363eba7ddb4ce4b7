import { Field, InputType, ObjectType } from 'type-graphql';
import { Agent } from './agent.type';
import { Payload } from './user-error.type';

@InputType({
  description:
    'Whether the signed-in agent takes live chats. Going away leaves running chats and pending offers as they are.',
})
export class AgentAvailabilitySetInput {
  @Field(() => Boolean, { description: 'True to be offered live chats.' })
  available!: boolean;
}

@ObjectType({ description: 'The answer of `agentAvailabilitySet`.', simpleResolvers: true })
export class AgentAvailabilitySetPayload extends Payload {
  @Field(() => Agent, { nullable: true, description: 'The signed-in agent.' })
  agent!: object | null;
}
