import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Conversation } from './conversation.type';
import { doc } from './doc';
import { DocumentDeedEnum } from './play-enums';
import { Payload } from './user-error.type';

@InputType({
  description: doc`
    Tells what the visitor does with a document that a card has offered. Each page and each search term is kept once, at most
    500 pages and 50 terms for each document; telling more, or the same again, changes nothing and is no error.`,
})
export class DocumentReportInput {
  @Field(() => ID, {
    description: 'The conversation, while it is open and for a day behind its end; then CONVERSATION_CLOSED.',
  })
  conversationId!: string;

  @Field(() => String, { description: 'The `cardKey` of the message that offers the document.' })
  cardKey!: string;

  @Field(() => DocumentDeedEnum, { description: 'What the visitor did.' })
  what!: keyof typeof DocumentDeedEnum;

  @Field(() => Int, { nullable: true, description: 'Of PAGE_VIEWED: which page, from 1 on; else INVALID.' })
  page?: number | null;

  @Field(() => String, { nullable: true, description: 'Of SEARCHED: what was looked for, kept up to 200 characters.' })
  term?: string | null;
}

@ObjectType({ description: 'The answer of `documentReport`.', simpleResolvers: true })
export class DocumentReportPayload extends Payload {
  @Field(() => Conversation, { nullable: true, description: 'The conversation; null when refused.' })
  conversation!: object | null;
}
