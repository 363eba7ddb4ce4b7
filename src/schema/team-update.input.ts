import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Team } from './team.type';
import { Payload } from './user-error.type';

@InputType({ description: "What is absent stays. The order of agentIds is the ring's order." })
export class TeamUpdateInput {
  @Field(() => ID, { description: 'The team.' })
  teamId!: string;

  @Field(() => String, { nullable: true, description: 'Its new name, 1 to 200 characters.' })
  name?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: "All its members from now on, in the ring's order. The turn stays with whoever has it and remains.",
  })
  agentIds?: string[] | null;
}

@ObjectType({ description: 'The answer of `teamUpdate`.', simpleResolvers: true })
export class TeamUpdatePayload extends Payload {
  @Field(() => Team, { nullable: true, description: 'The team with its changes.' })
  team!: object | null;
}
