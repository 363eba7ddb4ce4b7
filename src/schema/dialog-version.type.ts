import { Field, Int, ObjectType } from 'type-graphql';
import { Card } from './card.type';
import { connectionOf } from './connections';
import { CardChangeKindEnum, PublisherKindEnum } from './lifecycle-enums';
import { doc } from './doc';
import { DateTime } from './scalars';

@ObjectType({
  description:
    'What visitors of a time met: a published working copy, which never changes. Needs the right to view it.',
  simpleResolvers: true,
})
export class DialogVersion {
  @Field(() => Int, { description: '1, 2, 3 … in the order of publishing.' })
  version!: number;

  @Field(() => DateTime, { description: 'When it was published.' })
  publishedAt!: Date;

  @Field(() => PublisherKindEnum, { description: 'Who published it; `publishedBy` says which agent.' })
  publishedByKind!: keyof typeof PublisherKindEnum;

  @Field(() => String, { nullable: true, description: 'What is new about it, in the words of who published it.' })
  note!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The old version that was published anew; null: the working copy was.',
  })
  rolledBackFrom!: number | null;

  @Field(() => String, { description: "Of the cards' own words, as a BCP 47 tag." })
  language!: string;

  @Field(() => [String], { description: "Tried behind the visitor's language and before the cards' own words." })
  fallbackLanguages!: string[];

  @Field(() => String, {
    nullable: true,
    description: "What visitors read when nobody takes their chat; null: the workspace's sentence.",
  })
  fallbackMessage!: string | null;

  @Field(() => [Card], { description: 'Its cards; the first one is the entry.' })
  cards!: Card[];
}

export const { Edge: DialogVersionEdge, Connection: DialogVersionConnection } = connectionOf(
  'DialogVersion',
  () => DialogVersion,
  "a dialog's versions",
);

@ObjectType({ description: 'One field that is another on the two sides.', simpleResolvers: true })
export class DialogFieldChange {
  @Field(() => [String], {
    description: doc`
      Where it is, such as ["responses", "yes", "label"]: items that have a key (or a language) are named by it. \`cardOrder\`
      tells that the cards stand in another order.`,
  })
  path!: string[];

  @Field(() => String, { nullable: true, description: 'What was there, as JSON text; null: nothing.' })
  before!: string | null;

  @Field(() => String, { nullable: true, description: 'What is there, as JSON text; null: nothing.' })
  after!: string | null;
}

@ObjectType({ description: 'A card that came, went or changed.', simpleResolvers: true })
export class DialogCardChange {
  @Field(() => CardChangeKindEnum, { description: 'What became of it.' })
  change!: keyof typeof CardChangeKindEnum;

  @Field(() => String, { description: 'Its key.' })
  cardKey!: string;

  @Field(() => Card, { nullable: true, description: 'As it was; null for one that is new.' })
  before!: Card | null;

  @Field(() => Card, { nullable: true, description: 'As it is; null for one that is gone.' })
  after!: Card | null;

  @Field(() => [DialogFieldChange], {
    description: 'What of a changed card is another; empty for one that came or went.',
  })
  fields!: DialogFieldChange[];
}

@ObjectType({ description: 'What is another between two contents of a dialog.', simpleResolvers: true })
export class DialogDiff {
  @Field(() => Int, { nullable: true, description: 'The one side; null: the working copy.' })
  from!: number | null;

  @Field(() => Int, { nullable: true, description: 'The other side; null: the working copy.' })
  to!: number | null;

  @Field(() => Boolean, { description: 'Whether nothing is another.' })
  identical!: boolean;

  @Field(() => [DialogCardChange], { description: 'Cards that came, went or changed.' })
  cards!: DialogCardChange[];

  @Field(() => [DialogFieldChange], { description: 'What else is another: languages, audience, fallback message.' })
  fields!: DialogFieldChange[];
}
