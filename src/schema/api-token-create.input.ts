import { Field, InputType, ObjectType } from 'type-graphql';
import { ApiToken } from './api-token.type';
import { PermissionEnum } from './permission.enum';
import { DateTime } from './scalars';
import { Payload } from './user-error.type';

@InputType({ description: 'What the new API token is for and may do.' })
export class ApiTokenCreateInput {
  @Field(() => String, { description: 'What it is for, up to 200 characters.' })
  name!: string;

  @Field(() => [PermissionEnum], { description: 'What its holder may do: never more than the caller may (FORBIDDEN).' })
  permissions!: (keyof typeof PermissionEnum)[];

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it ceases to work, in the future; absent: never by itself.',
  })
  expiresAt?: Date | null;
}

@ObjectType({ description: 'The answer of `apiTokenCreate`. `secret` is shown once.', simpleResolvers: true })
export class ApiTokenCreatePayload extends Payload {
  @Field(() => ApiToken, { nullable: true, description: 'The token without its secret.' })
  apiToken!: object | null;

  @Field(() => String, { nullable: true, description: 'The bearer token. Keep it now: it cannot be read again.' })
  secret!: string | null;
}
