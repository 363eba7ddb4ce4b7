import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { ApiToken } from './api-token.type';
import { Payload } from './user-error.type';

@InputType({ description: 'Which API token is to work no more.' })
export class ApiTokenRevokeInput {
  @Field(() => ID, { description: 'The token.' })
  apiTokenId!: string;
}

@ObjectType({ description: 'The answer of `apiTokenRevoke`.', simpleResolvers: true })
export class ApiTokenRevokePayload extends Payload {
  @Field(() => ApiToken, { nullable: true, description: 'The token, which has ceased to work.' })
  apiToken!: object | null;
}
