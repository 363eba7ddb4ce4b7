/** The cards that say something. */
import { Field, ObjectType } from 'type-graphql';
import { Card } from './card.type';
import { KnownValueRuleEnum } from './dialog-enums';
import { doc } from './doc';
import { LiveChatRouting } from './live-chat-routing.type';

/** What every card has that speaks. Never a type of the graph itself: each card takes the fields over. */
@ObjectType({ description: 'A card that says something.', simpleResolvers: true })
abstract class SpokenCard {
  @Field(() => String, { description: 'What the visitor reads, without markup. May hold tokens.' })
  text!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The rich form of the text, in the subset of TextFormat.RICH; null for a plain one.',
  })
  html!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the text is shown beside the closed widget. Only the first card may; null: it does where it is the first.',
  })
  poke!: boolean | null;
}

@ObjectType({ implements: Card, description: 'Says something and goes on.', simpleResolvers: true })
export class MessageCard extends SpokenCard {
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
export class QuestionCard extends SpokenCard {
  @Field(() => String, { nullable: true, description: 'The attribute that the answer is stored into; null for none.' })
  attribute!: string | null;

  @Field(() => [CardResponse], { description: 'The buttons, in order.' })
  responses!: CardResponse[];
}

@ObjectType({ implements: Card, description: 'Asks for a fact and waits for it.', simpleResolvers: true })
export class InfoCaptureCard extends SpokenCard {
  @Field(() => String, {
    description: 'The attribute that the answer is stored into; its definition types the answer.',
  })
  attribute!: string;

  @Field(() => String, { nullable: true, description: 'What stands in the empty field. May hold tokens.' })
  placeholder!: string | null;

  @Field(() => KnownValueRuleEnum, { description: 'What it does where the visitor has the attribute already.' })
  whenKnown!: keyof typeof KnownValueRuleEnum;

  @Field(() => String, {
    nullable: true,
    description: "Said instead of the system's sentence when an answer is of the wrong type.",
  })
  invalidMessage!: string | null;

  @Field(() => String, { nullable: true, description: 'The key of the next card; null ends the branch.' })
  next!: string | null;
}

@ObjectType({ implements: Card, description: 'Offers a PDF to read and goes on.', simpleResolvers: true })
export class DocumentCard extends SpokenCard {
  @Field(() => String, { description: 'What the document is called.' })
  title!: string;

  @Field(() => String, {
    description: 'Where the PDF is; https, or http on the same machine, or a path on the own site.',
  })
  url!: string;

  @Field(() => String, { nullable: true, description: 'The key of the next card; null ends the branch.' })
  next!: string | null;
}

@ObjectType({
  implements: Card,
  description: 'Offers bookable times and waits for a booking, or for the visitor to pass on it.',
  simpleResolvers: true,
})
export class MeetingCard extends SpokenCard {
  @Field(() => LiveChatRouting, { description: 'Whose times are offered.' })
  routing!: LiveChatRouting;

  @Field(() => String, {
    nullable: true,
    description: "The attribute that the booked agent's name is stored into; null for none.",
  })
  agentNameAttribute!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The attribute that the booked agent's e-mail address is stored into; null for none.",
  })
  agentEmailAttribute!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The key of the card behind a booking; null ends the branch.',
  })
  next!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The key of the card where nobody can be booked and where the visitor passes; null ends the branch.',
  })
  otherwise!: string | null;
}
