import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { RoundRobinPool } from './round-robin-pool.type';
import { Payload } from './user-error.type';

@InputType({ description: "A ring's new order, and whose turn it is." })
export class RoundRobinReorderInput {
  @Field(() => ID, { description: 'The ring.' })
  poolId!: string;

  @Field(() => [ID], { description: 'The same agents as now, each once, in the new order.' })
  agentIds!: string[];

  @Field(() => ID, { nullable: true, description: 'Whose turn it is; absent: the turn stays with whoever has it.' })
  nextAgentId?: string | null;
}

@ObjectType({ description: 'The answer of `roundRobinReorder`.', simpleResolvers: true })
export class RoundRobinReorderPayload extends Payload {
  @Field(() => RoundRobinPool, { nullable: true, description: 'The ring in its new order.' })
  pool!: object | null;
}
