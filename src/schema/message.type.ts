import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from './connections';
import { doc } from './doc';
import { MessageAuthorEnum, SystemMessageCodeEnum } from './enums';
import { Node } from './node.type';
import { DateTime } from './scalars';

@ObjectType({
  implements: Node,
  description: 'One line of a conversation. Once stored it never changes.',
  simpleResolvers: true,
})
export class Message {
  @Field(() => Int, {
    description: '1, 2, 3 … without a gap inside its conversation: the order, whatever the clock says.',
  })
  sequence!: number;

  @Field(() => MessageAuthorEnum, { description: 'Who speaks.' })
  author!: keyof typeof MessageAuthorEnum;

  @Field(() => String, { nullable: true, description: "The speaker's name as it was then; null where there is none." })
  authorName!: string | null;

  @Field(() => String, { description: 'What is said: plain text of 1 to 4,000 characters, with line breaks and tabs.' })
  text!: string;

  @Field(() => SystemMessageCodeEnum, {
    nullable: true,
    description: 'For SYSTEM messages: what happened, so that a client can say it in its language. Null for others.',
  })
  systemCode!: keyof typeof SystemMessageCodeEnum | null;

  @Field(() => String, {
    nullable: true,
    description: doc`
      The key that its author sent it with, so that the author's client knows its own message again; null where none was given.`,
  })
  clientMessageId!: string | null;

  @Field(() => DateTime, { description: 'When it was stored.' })
  createdAt!: Date;
}

export const { Edge: MessageEdge, Connection: MessageConnection } = connectionOf('Message', () => Message, 'messages');
