import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { AccountRoute } from './account-route.type';
import { Payload } from './user-error.type';

@InputType({
  description: 'Whom an account belongs to from now on: a new one, or another agent for one that there is.',
})
export class AccountRouteSetInput {
  @Field(() => String, { description: 'The domain of e-mail addresses, such as example.com.' })
  domain!: string;

  @Field(() => ID, { description: 'The agent, who must be active.' })
  agentId!: string;

  @Field(() => String, {
    nullable: true,
    description: "The company's name, up to 200 characters; absent: stays; null: none.",
  })
  company?: string | null;
}

@ObjectType({ description: 'The answer of `accountRouteSet`.', simpleResolvers: true })
export class AccountRouteSetPayload extends Payload {
  @Field(() => AccountRoute, { nullable: true, description: 'The account as it is now.' })
  accountRoute!: object | null;
}
