import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from './connections';
import { doc } from './doc';
import { ConversationStatusEnum } from './enums';
import { Node } from './node.type';
import { DateTime } from './scalars';

@ObjectType({
  implements: Node,
  description: doc`
    What was said between a visitor and the site: a dialog's cards, and live chats with agents. A visitor sees the own ones; an
    agent those accepted, and past ones by permission; while an offer rings its agent sees who, where from and in which state.`,
  simpleResolvers: true,
})
export class Conversation {
  @Field(() => ConversationStatusEnum, { description: 'Where it stands.' })
  status!: keyof typeof ConversationStatusEnum;

  @Field(() => String, { nullable: true, description: 'The page on which it was started; null where it was not told.' })
  pageUrl!: string | null;

  @Field(() => DateTime, { description: 'When it was started.' })
  startedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When the visitor first answered; null before that.' })
  engagedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it came to its end; null while it is open.' })
  endedAt!: Date | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The version of its dialog that it plays, for good: publishing anew does not change it.',
  })
  dialogVersion!: number | null;
}

export const { Edge: ConversationEdge, Connection: ConversationConnection } = connectionOf(
  'Conversation',
  () => Conversation,
  'conversations',
);
