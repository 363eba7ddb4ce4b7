import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Payload } from './user-error.type';

@InputType({ description: 'A team that a published dialog or a rule routes to cannot be deleted: IN_USE names where.' })
export class TeamDeleteInput {
  @Field(() => ID, { description: 'The team.' })
  teamId!: string;
}

@ObjectType({ description: 'The answer of `teamDelete`.', simpleResolvers: true })
export class TeamDeletePayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'The id that is gone, so that a client can drop it.' })
  teamId!: string | null;
}
