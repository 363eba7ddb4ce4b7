import { Field, ObjectType } from 'type-graphql';
import { connectionOf } from './connections';
import { doc } from './doc';
import { DateTime } from './scalars';

@ObjectType({
  description: doc`
    Whom an account belongs to: visitors whose e-mail address is of that domain, or below it, are offered to that agent before
    anything else that their card says. The nearest domain counts.`,
  simpleResolvers: true,
})
export class AccountRoute {
  @Field(() => String, { description: 'The domain of e-mail addresses, in small letters; its key.' })
  domain!: string;

  @Field(() => String, { nullable: true, description: "The company's name, for people; null: nothing was said." })
  company!: string | null;

  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => DateTime, { description: 'When it last changed.' })
  updatedAt!: Date;
}

export const { Edge: AccountRouteEdge, Connection: AccountRouteConnection } = connectionOf(
  'AccountRoute',
  () => AccountRoute,
  'accounts',
);
