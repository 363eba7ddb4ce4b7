import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Agent } from './agent.type';
import { AgentSkillInput } from './agent-skill.type';
import { doc } from './doc';
import { AgentProfileEnum } from './enums';
import { Payload } from './user-error.type';

@InputType({
  description: doc`
    What is absent stays. Everyone may change the own name and picture; all else needs AGENTS_MANAGE. \`avatar\` is a picture
    as a data URL (PNG, JPEG, WebP; at most 256 kB and 2,048 pixels each way); it is stored by content, so an old address keeps its picture.`,
})
export class AgentUpdateInput {
  @Field(() => ID, { description: 'The agent.' })
  agentId!: string;

  @Field(() => String, { nullable: true, description: 'The name that visitors read, 1 to 200 characters.' })
  name?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "Live chats at once, 1 to 100; null: back to the workspace's `defaultCapacity`. Running chats stay.",
  })
  capacity?: number | null;

  @Field(() => AgentProfileEnum, { nullable: true, description: 'The set of permissions that the agent gets.' })
  profile?: keyof typeof AgentProfileEnum | null;

  @Field(() => ID, {
    nullable: true,
    description: "The same by id, for profiles of the workspace's own; not together with `profile`.",
  })
  profileId?: string | null;

  @Field(() => [AgentSkillInput], {
    nullable: true,
    description:
      'All that the agent is good at, up to 50 skills, in place of what there was; an empty list takes all away.',
  })
  skills?: AgentSkillInput[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'The new picture as a data URL, at most 256 kB and 2,048 pixels each way (INVALID).',
  })
  avatar?: string | null;
}

@ObjectType({ description: 'The answer of `agentUpdate`.', simpleResolvers: true })
export class AgentUpdatePayload extends Payload {
  @Field(() => Agent, { nullable: true, description: 'The agent with its changes.' })
  agent!: object | null;
}
