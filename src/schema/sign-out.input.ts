import { ObjectType } from 'type-graphql';
import { Payload } from './user-error.type';

@ObjectType({
  description: 'The answer of `signOut`. The token works no more, and its sockets are closed with 4403.',
  simpleResolvers: true,
})
export class SignOutPayload extends Payload {}
