import { Field, ObjectType } from 'type-graphql';
import { Payload } from './user-error.type';

@ObjectType({ description: 'The answer of `identitySecretCreate`.', simpleResolvers: true })
export class IdentitySecretCreatePayload extends Payload {
  @Field(() => String, {
    nullable: true,
    description: 'The secret, told this once: keep it on your server. Null when refused.',
  })
  secret!: string | null;
}
