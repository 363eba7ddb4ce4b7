import { Field, ObjectType } from 'type-graphql';
import { doc } from './doc';
import { Node } from './node.type';
import { RoundRobinPoolKindEnum } from './routing-enums';

@ObjectType({
  implements: Node,
  description: doc`
    A ring of agents with its pointer: one for the workspace, one per team, one per rule with agents of its own. The pointer
    moves when an offer is made; who cannot take a chat is passed over and not repaid.`,
  simpleResolvers: true,
})
export class RoundRobinPool {
  @Field(() => RoundRobinPoolKindEnum, { description: 'Whose ring it is.' })
  kind!: keyof typeof RoundRobinPoolKindEnum;
}
