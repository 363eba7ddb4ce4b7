import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Payload } from './user-error.type';

@InputType({ description: 'A profile that an active agent carries is IN_USE.' })
export class ProfileDeleteInput {
  @Field(() => ID, { description: "The profile: one of the workspace's own, for the built-in ones stay (INVALID)." })
  profileId!: string;
}

@ObjectType({ description: 'The answer of `profileDelete`.', simpleResolvers: true })
export class ProfileDeletePayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'The id that is gone, so that a client can drop it.' })
  profileId!: string | null;
}
