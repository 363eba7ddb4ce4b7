/** A dialog's cards as their authors see them. Sources are the cards of a script. */
import { Field, InterfaceType, ObjectType } from 'type-graphql';
import type { CardKind } from '../streams/script';

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

@ObjectType({ description: "An answer's label in another language.", simpleResolvers: true })
export class ResponseTranslation {
  @Field(() => String, { description: "The answer's key." })
  key!: string;

  @Field(() => String, { description: 'What stands on the button.' })
  label!: string;
}

@ObjectType({
  description: "What visitors of one language read instead of the card's own words; what is null falls back.",
  simpleResolvers: true,
})
export class CardTranslation {
  @Field(() => String, { description: 'The language, as a BCP 47 tag.' })
  language!: string;

  @Field(() => String, { nullable: true, description: 'The text without markup.' })
  text!: string | null;

  @Field(() => String, { nullable: true, description: 'The rich form of the text; null for a plain one.' })
  html!: string | null;

  @Field(() => String, { nullable: true, description: "An info capture's placeholder." })
  placeholder!: string | null;

  @Field(() => String, { nullable: true, description: "An info capture's message for answers of the wrong type." })
  invalidMessage!: string | null;

  @Field(() => String, { nullable: true, description: "A document's title." })
  title!: string | null;

  @Field(() => String, { nullable: true, description: "A live chat's own fallback message." })
  fallbackMessage!: string | null;

  @Field(() => [ResponseTranslation], { description: "A question's labels." })
  labels!: ResponseTranslation[];
}

@InterfaceType('Card', {
  description: 'One step of a dialog.',
  resolveType: cardType,
})
export abstract class Card {
  @Field(() => String, { description: 'Its name inside the dialog, unique there.' })
  key!: string;

  @Field(() => [CardTranslation], { description: 'What it says in other languages.' })
  translations!: CardTranslation[];
}
