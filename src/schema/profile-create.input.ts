import { Field, InputType, ObjectType } from 'type-graphql';
import { doc } from './doc';
import { PermissionEnum } from './permission.enum';
import { Profile } from './profile.type';
import { Payload } from './user-error.type';

@InputType({
  description: doc`
    A set of permissions of the workspace's own. What goes beyond a live agent's is given only by who has it (FORBIDDEN).`,
})
export class ProfileCreateInput {
  @Field(() => String, {
    description: '1 to 200 characters, unique in the workspace without regard to case (CONFLICT).',
  })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What it is for, up to 500 characters.' })
  description?: string | null;

  @Field(() => [PermissionEnum], { description: 'What it allows: at least one.' })
  permissions!: (keyof typeof PermissionEnum)[];
}

@ObjectType({ description: 'The answer of `profileCreate`.', simpleResolvers: true })
export class ProfileCreatePayload extends Payload {
  @Field(() => Profile, { nullable: true, description: 'The new profile.' })
  profile!: object | null;
}
