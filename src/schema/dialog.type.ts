import { Field, Int, ObjectType } from 'type-graphql';
import { Card } from './card.type';
import { connectionOf } from './connections';
import { DialogKindEnum } from './lifecycle-enums';
import { doc } from './doc';
import { DialogStatusEnum, IssueSeverityEnum, StreamIssueCodeEnum } from './enums';
import { Node } from './node.type';
import { DateTime } from './scalars';

@ObjectType({ description: "Something about a dialog's cards that its author should know.", simpleResolvers: true })
export class StreamIssue {
  @Field(() => IssueSeverityEnum, { description: 'Whether it keeps the dialog from being published.' })
  severity!: keyof typeof IssueSeverityEnum;

  @Field(() => StreamIssueCodeEnum, { description: 'What it is.' })
  code!: keyof typeof StreamIssueCodeEnum;

  @Field(() => String, { description: 'What is wrong and what to do, in a sentence.' })
  message!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The key of the card it is about; null for the stream as a whole.',
  })
  cardKey!: string | null;
}

@ObjectType({
  implements: Node,
  description: doc`
    A scripted conversation. Authors change its working copy; publishing makes an immutable version of it, and whoever is
    engaged in an older version stays on that one.`,
  simpleResolvers: true,
})
export class Dialog {
  @Field(() => String, { description: 'Its name for staff; visitors never see it.' })
  name!: string;

  @Field(() => DialogStatusEnum, { description: 'Whether visitors can meet it.' })
  status!: keyof typeof DialogStatusEnum;

  @Field(() => Int, {
    description: 'Of the dialogs that fit a visitor the highest wins; ties go to the older publish.',
  })
  priority!: number;

  @Field(() => String, { description: 'Stable over export and import, and unique in the workspace.' })
  key!: string;

  @Field(() => DialogKindEnum, { description: 'Whether it shows itself or is started. It never changes.' })
  kind!: keyof typeof DialogKindEnum;

  @Field(() => String, { nullable: true, description: 'What it is for, in the words of its authors; null for none.' })
  description!: string | null;

  @Field(() => String, { description: "Of the cards' own words in the working copy, as a BCP 47 tag." })
  language!: string;

  @Field(() => [String], {
    description: "Tried in this order behind the visitor's language and before the cards' own words.",
  })
  fallbackLanguages!: string[];

  @Field(() => String, {
    nullable: true,
    description: "What visitors read when nobody takes their chat; null: the workspace's sentence.",
  })
  fallbackMessage!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When visitors first got the published version.' })
  publishedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When the working copy will be published; null: not planned.' })
  publishAt!: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it will be taken from visitors; null: not planned.',
  })
  unpublishAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: doc`
      Why the last planned publishing was not done, a line for each reason; null when it was, and once another is planned.`,
  })
  scheduleFault!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When that was.' })
  scheduleFaultAt!: Date | null;

  @Field(() => Int, { description: 'Counts every change of the working copy; give it as `ifRevision`.' })
  revision!: number;

  @Field(() => [Card], { description: 'The working copy; the first card is the entry. Needs DIALOGS_VIEW.' })
  cards!: Card[];

  @Field(() => Int, {
    nullable: true,
    description: 'The version that visitors get; null where none was ever published.',
  })
  publishedVersion!: number | null;
}

export const { Edge: DialogEdge, Connection: DialogConnection } = connectionOf('Dialog', () => Dialog, 'dialogs');
