import { Field, Int, ObjectType } from 'type-graphql';
import { circuitStates } from '../actions/router-ports';
import { routerFaults } from '../actions/router.records';
import { doc } from './doc';
import { enumOf } from './enum-of';
import { Node } from './node.type';
import { DateTime } from './scalars';
import { Agent } from './agent.type';
import { Team } from './team.type';

const CircuitStateEnum = enumOf('CircuitState', 'Whether a router is asked.', circuitStates, {
  CLOSED: 'It is asked.',
  OPEN: 'It failed five times in a row and is not asked for half a minute.',
  HALF_OPEN: 'The next question tries whether it is well again.',
});

const RouterFaultEnum = enumOf('RouterFault', 'Why a router had no say.', routerFaults, {
  NO_ANSWER_IN_TIME: 'No whole answer came before the deadline, or it could not be reached.',
  WRONG_ANSWER: 'What came is no answer, or names nobody who is here.',
  NOT_ASKED: 'It was not asked: it is gone, switched off, not allowed to be called, or has failed too often just now.',
});

@ObjectType({
  description: 'The breaker before a router, as the process that answers sees it: each process finds out by itself.',
  simpleResolvers: true,
})
export class RouterCircuit {
  @Field(() => CircuitStateEnum, { description: 'Whether it is asked.' })
  state!: keyof typeof CircuitStateEnum;

  @Field(() => Int, { description: 'Questions in a row that came to nothing.' })
  faultsInARow!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'For how many milliseconds more it is left alone; null: it is asked.',
  })
  closedForMs!: number | null;
}

@ObjectType({ description: 'What one request asked a router, and what came of it.', simpleResolvers: true })
export class RouterQuestion {
  @Field(() => String, { description: 'As the router was told it: `requestId` in its question.' })
  requestId!: string;

  @Field(() => DateTime, { description: 'When it was asked.' })
  askedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When that was settled; null: it is still being asked.' })
  answeredAt!: Date | null;

  @Field(() => RouterFaultEnum, { nullable: true, description: 'Why it had no say; null for an answer.' })
  fault!: keyof typeof RouterFaultEnum | null;

  @Field(() => String, { nullable: true, description: 'What was wrong, in a sentence; null: nothing.' })
  detail!: string | null;
}

@ObjectType({
  implements: Node,
  description: doc`
    A server of the customer's own that routes may ask who should take a chat. What is sent and what may be answered is in
    docs/routing.md. Needs INTEGRATIONS_MANAGE.`,
  simpleResolvers: true,
})
export class ExternalRouter {
  @Field(() => String, { description: 'What it is called here.' })
  name!: string;

  @Field(() => String, { description: 'Where it is asked.' })
  url!: string;

  @Field(() => Int, { description: 'In milliseconds, from the question to the last byte of the answer.' })
  deadlineMs!: number;

  @Field(() => Boolean, { description: 'False: routes pass it.' })
  enabled!: boolean;

  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt!: Date;
}

const RouterReplyKindEnum = enumOf(
  'RouterReplyKind',
  'What a router said.',
  ['AGENTS', 'TEAM', 'FALL_THROUGH', 'FAULT'],
  {
    AGENTS: 'Agents, the first first.',
    TEAM: 'A team: whoever’s turn it is.',
    FALL_THROUGH: 'Nobody: the route goes on.',
    FAULT: 'Nothing of use: the route goes on.',
  },
);

@ObjectType({ description: 'What came back from a sample question.', simpleResolvers: true })
export class RouterTest {
  @Field(() => RouterReplyKindEnum, { description: 'What it said.' })
  kind!: keyof typeof RouterReplyKindEnum;

  @Field(() => Int, { description: 'Milliseconds from the question to the end of the answer.' })
  tookMs!: number;

  @Field(() => [Agent], { description: 'Of the agents that it named, those who are here, in its order.' })
  agents!: object[];

  @Field(() => Team, { nullable: true, description: 'The team that it named; null for none.' })
  team!: object | null;

  @Field(() => String, { nullable: true, description: 'What is wrong with the answer; null: nothing.' })
  fault!: string | null;
}
