import { Field, ObjectType } from 'type-graphql';
import { Node } from './node.type';
import { PermissionEnum } from './permission.enum';
import { DateTime } from './scalars';

@ObjectType({
  implements: Node,
  description: 'A key with which a program calls the graph as an INTEGRATION. Needs INTEGRATIONS_MANAGE.',
  simpleResolvers: true,
})
export class ApiToken {
  @Field(() => String, { description: 'What it is for, in the words of its maker.' })
  name!: string;

  @Field(() => [PermissionEnum], { description: 'What its holder may do.' })
  permissions!: (keyof typeof PermissionEnum)[];

  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it ceases to work; null: never by itself.' })
  expiresAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was last used, to within minutes; null: never yet.' })
  lastUsedAt!: Date | null;
}
