import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Team } from './team.type';
import { Payload } from './user-error.type';

@InputType({ description: "The order of agentIds is the ring's order." })
export class TeamCreateInput {
  @Field(() => String, { description: 'Its name, 1 to 200 characters. Two teams may have the same.' })
  name!: string;

  @Field(() => [ID], { description: "Its members in the ring's order, each once, at least one (INVALID)." })
  agentIds!: string[];
}

@ObjectType({ description: 'The answer of `teamCreate`.', simpleResolvers: true })
export class TeamCreatePayload extends Payload {
  @Field(() => Team, { nullable: true, description: 'The new team.' })
  team!: object | null;
}
