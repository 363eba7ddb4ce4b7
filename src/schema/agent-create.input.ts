import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Agent } from './agent.type';
import { AgentProfileEnum } from './enums';
import { Payload } from './user-error.type';

@InputType({
  description: 'Passwords: at least 12 characters, at most 200. A new agent is not available until it says so.',
})
export class AgentCreateInput {
  @Field(() => String, { description: 'The name that visitors read, 1 to 200 characters.' })
  name!: string;

  @Field(() => String, { description: 'The address to sign in with; unique over all workspaces (CONFLICT).' })
  email!: string;

  @Field(() => String, { description: 'The password, 12 to 200 characters.' })
  password!: string;

  @Field(() => Int, {
    nullable: true,
    description: "Live chats at once, 1 to 100; absent: the workspace's `defaultCapacity`.",
  })
  capacity?: number | null;

  @Field(() => AgentProfileEnum, {
    nullable: true,
    defaultValue: 'LIVE_AGENT',
    description: 'The set of permissions that the agent gets.',
  })
  profile?: keyof typeof AgentProfileEnum | null;

  @Field(() => ID, { nullable: true, description: "Another profile instead, such as one of the workspace's own." })
  profileId?: string | null;
}

@ObjectType({ description: 'The answer of `agentCreate`.', simpleResolvers: true })
export class AgentCreatePayload extends Payload {
  @Field(() => Agent, { nullable: true, description: 'The new agent.' })
  agent!: object | null;
}
