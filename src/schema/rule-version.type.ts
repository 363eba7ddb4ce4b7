import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Condition } from './condition.type';
import { connectionOf } from './connections';
import { doc } from './doc';
import { PublisherKindEnum } from './lifecycle-enums';
import { ConditionMatchEnum } from './routing-enums';
import { RuleChangeKindEnum, RuleFieldEnum, RuleVersionStateEnum } from './rule-enums';
import { DateTime } from './scalars';

@ObjectType({
  description: 'A rule as it stands in a version. Its place in the list is its position.',
  simpleResolvers: true,
})
export class VersionedRule {
  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => Boolean, { description: 'Whether it is asked at all.' })
  enabled!: boolean;

  @Field(() => ConditionMatchEnum, { description: 'Whether all conditions must hold or any.' })
  match!: keyof typeof ConditionMatchEnum;

  @Field(() => [Condition], { description: 'What is asked of the visitor; none: every visitor matches.' })
  conditions!: Condition[];
}

@ObjectType({
  description: doc`
    The custom rules as they are, were, or are to be, as a whole. The version that is ACTIVE is what \`customRules\` lists; every
    verb that changes a rule leaves a version behind it.`,
  simpleResolvers: true,
})
export class RuleVersion {
  @Field(() => Int, {
    nullable: true,
    description: '1, 2, 3 … in the order in which they were made ready; null: the draft.',
  })
  number!: number | null;

  @Field(() => RuleVersionStateEnum, { description: 'Where it stands.' })
  state!: keyof typeof RuleVersionStateEnum;

  @Field(() => Int, { description: 'Of the draft: counts its changes; say it when you change or activate the draft.' })
  revision!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'The version that was in force when the draft was begun, or that its author has seen since; null: none.',
  })
  basedOn!: number | null;

  @Field(() => String, { nullable: true, description: 'Why, in the words of whoever made it; null: nothing was said.' })
  note!: string | null;

  @Field(() => PublisherKindEnum, {
    description: 'Who made it, or changed the draft last; `createdBy` says which agent.',
  })
  createdByKind!: keyof typeof PublisherKindEnum;

  @Field(() => DateTime, { description: 'When it was made, or the draft changed last.' })
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it is, or was, to come into force; null: not planned.' })
  activateAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Since when it is, or was, in force; null: never.' })
  activatedAt!: Date | null;

  @Field(() => PublisherKindEnum, {
    nullable: true,
    description: 'Who put it in force or planned that; null: nobody yet. `activatedBy` says which agent.',
  })
  activatedByKind!: keyof typeof PublisherKindEnum | null;

  @Field(() => DateTime, { nullable: true, description: 'Until when it was in force, or when its plan was given up.' })
  retiredAt!: Date | null;

  @Field(() => Int, { nullable: true, description: 'The old version whose rules these are again; null: none.' })
  rolledBackFrom!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it could not come into force as planned; null: nothing was wrong.',
  })
  fault!: string | null;
}

export const { Edge: RuleVersionEdge, Connection: RuleVersionConnection } = connectionOf(
  'RuleVersion',
  () => RuleVersion,
  'versions of the custom rules',
);

@ObjectType({ description: 'One thing of a rule that is another on the two sides.', simpleResolvers: true })
export class RuleFieldChange {
  @Field(() => RuleFieldEnum, { description: 'What it is.' })
  field!: keyof typeof RuleFieldEnum;

  @Field(() => String, { nullable: true, description: 'What was there, as JSON text; null: nothing.' })
  before!: string | null;

  @Field(() => String, { nullable: true, description: 'What is there, as JSON text; null: nothing.' })
  after!: string | null;
}

@ObjectType({ description: 'A rule that came, went or changed.', simpleResolvers: true })
export class RuleChange {
  @Field(() => RuleChangeKindEnum, { description: 'What became of it.' })
  change!: keyof typeof RuleChangeKindEnum;

  @Field(() => ID, { description: 'Its id, the same in all versions.' })
  customRuleId!: string;

  @Field(() => VersionedRule, { nullable: true, description: 'As it was; null for one that is new.' })
  before!: VersionedRule | null;

  @Field(() => VersionedRule, { nullable: true, description: 'As it is; null for one that is gone.' })
  after!: VersionedRule | null;

  @Field(() => [RuleFieldChange], {
    description: 'What of a changed rule is another; empty for one that came or went.',
  })
  fields!: RuleFieldChange[];
}

@ObjectType({ description: 'What is another between two versions of the custom rules.', simpleResolvers: true })
export class RuleVersionDiff {
  @Field(() => Int, { nullable: true, description: 'The one side; null: the rules that are in force.' })
  from!: number | null;

  @Field(() => Int, { nullable: true, description: 'The other side; null: the draft.' })
  to!: number | null;

  @Field(() => Boolean, { description: 'Whether nothing is another.' })
  identical!: boolean;

  @Field(() => [RuleChange], {
    description: 'In the order of the rules of the other side, those that went behind them.',
  })
  changes!: RuleChange[];
}
