import { Field, ObjectType } from 'type-graphql';
import { connectionOf } from './connections';
import { Node } from './node.type';

@ObjectType({
  implements: Node,
  description: 'A member of staff. Everything but `name` and `avatarUrl` is for staff: others get null and FORBIDDEN.',
  simpleResolvers: true,
})
export class Agent {
  @Field(() => String, { description: 'The name that visitors read.' })
  name!: string;
}

export const { Edge: AgentEdge, Connection: AgentConnection } = connectionOf('Agent', () => Agent, 'agents');
