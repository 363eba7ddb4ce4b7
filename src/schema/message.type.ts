import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from './connections';
import { doc } from './doc';
import { MessageAuthorEnum, SystemMessageCodeEnum } from './enums';
import { Node } from './node.type';
import { DateTime } from './scalars';

@ObjectType({ description: 'A PDF that a message offers to read.', simpleResolvers: true })
export class MessageDocument {
  @Field(() => String, { description: 'What stands above it.' })
  title!: string;

  @Field(() => String, {
    description: 'The address of the PDF: https, or a path such as /prices.pdf on the site that the visitor is on.',
  })
  url!: string;
}

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

  @Field(() => String, {
    nullable: true,
    description: doc`
      The same as a small safe subset of HTML: p, br, b, strong, i, em, ul, ol, li, and a with an http, https, mailto or tel
      address. Null where there is only \`text\`. Clients clean it once more before they show it.`,
  })
  html!: string | null;

  @Field(() => MessageDocument, { nullable: true, description: 'A document to read; null for other messages.' })
  document!: MessageDocument | null;

  @Field(() => String, {
    nullable: true,
    description: doc`
      The card that says it, or that it answers; \`flowCard/card\` inside a flow. Null for what people write and the system
      says.`,
  })
  cardKey!: string | null;

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
