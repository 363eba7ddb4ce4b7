import { Field, ObjectType } from 'type-graphql';
import { connectionOf } from './connections';
import { Node } from './node.type';

@ObjectType({
  implements: Node,
  description: 'Agents who take live chats together. Its ring has the order in which the members were given.',
  simpleResolvers: true,
})
export class Team {
  @Field(() => String, { description: 'Its name. Two teams may have the same.' })
  name!: string;
}

export const { Edge: TeamEdge, Connection: TeamConnection } = connectionOf('Team', () => Team, 'teams');
