import { Field, InputType, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'Something that an agent is good at.', simpleResolvers: true })
export class AgentSkill {
  @Field(() => String, { description: 'Its name, in lower case.' })
  name!: string;

  @Field(() => Int, { description: 'How good, 1 to 5.' })
  level!: number;
}

@InputType({ description: 'Something that an agent is good at.' })
export class AgentSkillInput {
  @Field(() => String, { description: 'Its name, 1 to 60 characters; names compare without case.' })
  name!: string;

  @Field(() => Int, { description: 'How good, 1 to 5.' })
  level!: number;
}
