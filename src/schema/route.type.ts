import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { doc } from './doc';
import { Node } from './node.type';
import { RouteStepKindEnum } from './route-enums';
import { DateTime } from './scalars';

@ObjectType({ description: 'A skill that a step asks for.', simpleResolvers: true })
export class WantedSkill {
  @Field(() => String, { description: 'Its name, in lower case.' })
  name!: string;

  @Field(() => Int, { description: 'How good an agent has to be at least, 1 to 5.' })
  level!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Seconds of waiting after which it is asked for no more; null: always.',
  })
  relaxAfterSeconds!: number | null;
}

@InputType({ description: 'A skill that a step asks for.' })
export class WantedSkillInput {
  @Field(() => String, { description: 'Its name, 1 to 60 characters; names compare without case.' })
  name!: string;

  @Field(() => Int, { description: 'How good an agent has to be at least, 1 to 5.' })
  level!: number;

  @Field(() => Int, {
    nullable: true,
    description: doc`
      Seconds, 0 to 86,400, after which it is asked for no more, counted from the visitor's request; null: always. Who has it
      still comes first then.`,
  })
  relaxAfterSeconds?: number | null;
}

@ObjectType({
  description: 'One step of a route: where to look, how often, and how long each offer rings.',
  simpleResolvers: true,
})
export class RouteStep {
  @Field(() => RouteStepKindEnum, { description: 'Where it looks.' })
  kind!: keyof typeof RouteStepKindEnum;

  @Field(() => [WantedSkill], { description: 'With kind SKILLS: what is asked for.' })
  skills!: WantedSkill[];

  @Field(() => Int, {
    nullable: true,
    description: "Seconds that an offer of this step rings; null: the card's window, else the workspace's.",
  })
  acceptWindowSeconds!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "Offers that it makes before the next step is asked; null: 1, or the workspace's for a team.",
  })
  attempts!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Seconds after which whoever was offered this request may be asked again here; null: never.',
  })
  coolDownSeconds!: number | null;
}

@InputType({ description: 'One step of a route. What its kind does not ask for is left out.' })
export class RouteStepInput {
  @Field(() => RouteStepKindEnum, { description: 'Where it looks.' })
  kind!: keyof typeof RouteStepKindEnum;

  @Field(() => ID, { nullable: true, description: 'The agent; with kind AGENT.' })
  agentId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "The team; with kind TEAM, and with LEAST_BUSY, LONGEST_IDLE and SKILLS in place of the workspace's ring.",
  })
  teamId?: string | null;

  @Field(() => [WantedSkillInput], {
    nullable: true,
    description: 'With kind SKILLS: 1 to 10 skills, all of them asked for.',
  })
  skills?: WantedSkillInput[] | null;

  @Field(() => ID, { nullable: true, description: 'The external router; with kind EXTERNAL.' })
  routerId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The named route; with kind ROUTE.' })
  routeId?: string | null;

  @Field(() => Int, { nullable: true, description: "Seconds that an offer rings, 10 to 500; absent: the card's." })
  acceptWindowSeconds?: number | null;

  @Field(() => Int, { nullable: true, description: 'Offers before the next step, 1 to 10; absent: what is usual.' })
  attempts?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Seconds after which an agent may be asked again, 0 to 86,400; absent: never.',
  })
  coolDownSeconds?: number | null;
}

@ObjectType({
  implements: Node,
  description: 'A route that has a name, for cards and other routes to name.',
  simpleResolvers: true,
})
export class Route {
  @Field(() => String, { description: 'Its name, unique in the workspace without regard to capitals.' })
  name!: string;

  @Field(() => [RouteStep], { description: 'Its steps, the first first.' })
  steps!: RouteStep[];

  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => DateTime, { description: 'When it was last changed.' })
  updatedAt!: Date;
}
