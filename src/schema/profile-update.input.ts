import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { PermissionEnum } from './permission.enum';
import { Profile } from './profile.type';
import { Payload } from './user-error.type';

@InputType({
  description: 'What is absent stays. Its agents have the other permissions at once; open sockets within five seconds.',
})
export class ProfileUpdateInput {
  @Field(() => ID, { description: "The profile: one of the workspace's own, for the built-in ones stay (INVALID)." })
  profileId!: string;

  @Field(() => String, { nullable: true, description: 'Its new name, 1 to 200 characters (CONFLICT where taken).' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'What it is for, up to 500 characters; null: nothing.' })
  description?: string | null;

  @Field(() => [PermissionEnum], { nullable: true, description: 'All that it allows from now on: at least one.' })
  permissions?: (keyof typeof PermissionEnum)[] | null;
}

@ObjectType({ description: 'The answer of `profileUpdate`.', simpleResolvers: true })
export class ProfileUpdatePayload extends Payload {
  @Field(() => Profile, { nullable: true, description: 'The profile with its changes.' })
  profile!: object | null;
}
