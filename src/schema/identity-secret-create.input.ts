import { Field, InputType, ObjectType } from 'type-graphql';
import { Payload } from './user-error.type';

@InputType({ description: 'A secret to sign addresses with.' })
export class IdentitySecretCreateInput {
  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Whether one that there is goes: what was signed with it counts no more. Else it is refused as CONFLICT.',
  })
  replace!: boolean;
}

@ObjectType({ description: 'The answer of `identitySecretCreate`.', simpleResolvers: true })
export class IdentitySecretCreatePayload extends Payload {
  @Field(() => String, {
    nullable: true,
    description: 'The secret, told this once: keep it on your server. Null when refused.',
  })
  secret!: string | null;
}
