/** A dialog's cards as their authors see them. Sources are the cards of a script. */
import { Field, Int, InterfaceType, ObjectType } from 'type-graphql';
import type { CardKind } from '../streams/script';
import { doc } from './doc';
import { LiveChatRouting } from './live-chat-routing.type';

const typeOfKind = {
  MESSAGE: 'MessageCard',
  QUESTION: 'QuestionCard',
  INFO_CAPTURE: 'InfoCaptureCard',
  DOCUMENT: 'DocumentCard',
  MEETING: 'MeetingCard',
  GOAL: 'GoalCard',
  ACTION: 'ActionCard',
  BRANCH: 'BranchCard',
  FLOW: 'FlowCard',
  LIVE_CHAT: 'LiveChatCard',
  DELAY: 'DelayCard',
} as const satisfies Record<CardKind, string>;

export function cardType(card: { readonly kind: CardKind }): string {
  return typeOfKind[card.kind];
}

@InterfaceType('Card', {
  description: 'One step of a dialog.',
  resolveType: cardType,
})
export abstract class Card {
  @Field(() => String, { description: 'Its name inside the dialog, unique there.' })
  key!: string;
}

@ObjectType({ implements: Card, description: 'Says something and goes on.', simpleResolvers: true })
export class MessageCard {
  @Field(() => String, { description: 'What the visitor reads.' })
  text!: string;

  @Field(() => String, { nullable: true, description: 'The key of the next card; null ends the branch.' })
  next!: string | null;
}

@ObjectType({ description: 'A button under a question.', simpleResolvers: true })
export class CardResponse {
  @Field(() => String, { description: 'Its name inside the card, unique there.' })
  key!: string;

  @Field(() => String, { description: 'What stands on the button.' })
  label!: string;

  @Field(() => String, {
    nullable: true,
    description: "What is stored into the card's attribute when it is chosen; null stores the label.",
  })
  storedValue!: string | null;

  @Field(() => String, { nullable: true, description: 'The key of the next card; null ends the branch.' })
  next!: string | null;
}

@ObjectType({
  implements: Card,
  description: doc`
    Asks and waits for one of its responses. With an \`attribute\`, the chosen response's stored value (its label where none is
    given) becomes that attribute of the visitor.`,
  simpleResolvers: true,
})
export class QuestionCard {
  @Field(() => String, { description: 'The question.' })
  text!: string;

  @Field(() => String, { nullable: true, description: 'The attribute that the answer is stored into; null for none.' })
  attribute!: string | null;

  @Field(() => [CardResponse], { description: 'The buttons, in order.' })
  responses!: CardResponse[];
}

@ObjectType({ implements: Card, description: 'Asks for a fact and waits for it.', simpleResolvers: true })
export class InfoCaptureCard {
  @Field(() => String, { description: 'The request.' })
  text!: string;

  @Field(() => String, {
    description: 'The attribute that the answer is stored into; its definition types the answer.',
  })
  attribute!: string;

  @Field(() => String, { nullable: true, description: 'The key of the next card; null ends the branch.' })
  next!: string | null;
}

@ObjectType({
  implements: Card,
  description: 'Asks for an agent. It must end its branch.',
  simpleResolvers: true,
})
export class LiveChatCard {
  @Field(() => LiveChatRouting, { description: 'Whom it asks for.' })
  routing!: LiveChatRouting;

  @Field(() => Int, {
    nullable: true,
    description: "Seconds each of its offers rings, 10 to 500; null for the workspace's `acceptWindowSeconds`.",
  })
  acceptWindowSeconds!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Null in every dialog that can be published: a live chat card ends its branch (LIVE_CHAT_NOT_LAST).',
  })
  next!: string | null;
}
