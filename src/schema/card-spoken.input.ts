/** The cards that say something, as they are given. */
import { Field, InputType } from 'type-graphql';
import { KnownValueRuleEnum, TextFormatEnum } from './dialog-enums';
import { LiveChatRoutingInput } from './live-chat-routing.type';

/** What every card is given that speaks. Never a type of the graph itself: each input takes the fields over. */
@InputType({ description: 'A card that says something.' })
abstract class SpokenCardInput {
  @Field(() => String, {
    description:
      'What the visitor reads, 1 to 4,000 characters. Tokens such as `{{visitor.firstName:"there"}}` are filled when it is said.',
  })
  text!: string;

  @Field(() => TextFormatEnum, { nullable: true, defaultValue: 'PLAIN', description: 'How `text` is written.' })
  format?: keyof typeof TextFormatEnum | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the text is shown beside the closed widget. Only the first card may (POKE_NOT_FIRST), and does unless told not to.',
  })
  poke?: boolean | null;
}

@InputType({ description: 'A card that says something and goes on.' })
export class MessageCardInput extends SpokenCardInput {
  @Field(() => String, { nullable: true, description: 'The key of the next card; null or absent ends the branch.' })
  next?: string | null;
}

@InputType({ description: 'A button under a question. `key` is the label where none is given.' })
export class CardResponseInput {
  @Field(() => String, {
    nullable: true,
    description: 'Its name inside the card, unique there; the label unless given.',
  })
  key?: string | null;

  @Field(() => String, { description: 'What stands on the button.' })
  label!: string;

  @Field(() => String, {
    nullable: true,
    description: "What is stored into the card's attribute when it is chosen; the label unless given.",
  })
  storedValue?: string | null;

  @Field(() => String, { nullable: true, description: 'The key of the next card; null or absent ends the branch.' })
  next?: string | null;
}

@InputType({ description: 'A card that asks and waits for one of its responses.' })
export class QuestionCardInput extends SpokenCardInput {
  @Field(() => String, { nullable: true, description: 'The attribute that the answer is stored into, if any.' })
  attribute?: string | null;

  @Field(() => [CardResponseInput], { description: 'The buttons, in order; 1 to 100.' })
  responses!: CardResponseInput[];
}

@InputType({ description: 'A card that asks for a fact and waits for it.' })
export class InfoCaptureCardInput extends SpokenCardInput {
  @Field(() => String, {
    description: 'The attribute that the answer is stored into; its definition types the answer.',
  })
  attribute!: string;

  @Field(() => String, { nullable: true, description: 'What stands in the empty field, up to 200 characters.' })
  placeholder?: string | null;

  @Field(() => KnownValueRuleEnum, {
    nullable: true,
    defaultValue: 'OVERWRITE',
    description: 'What it does where the visitor has the attribute already.',
  })
  whenKnown?: keyof typeof KnownValueRuleEnum | null;

  @Field(() => String, {
    nullable: true,
    description: "Said instead of the system's sentence when an answer is of the wrong type.",
  })
  invalidMessage?: string | null;

  @Field(() => String, { nullable: true, description: 'The key of the next card; null or absent ends the branch.' })
  next?: string | null;
}

@InputType({ description: 'A card that offers a PDF to read and goes on.' })
export class DocumentCardInput extends SpokenCardInput {
  @Field(() => String, { description: 'What the document is called, 1 to 200 characters.' })
  title!: string;

  @Field(() => String, {
    description:
      'Where the PDF is: an https address (http on the same machine), or a path such as /prices.pdf on your own site.',
  })
  url!: string;

  @Field(() => String, { nullable: true, description: 'The key of the next card; null or absent ends the branch.' })
  next?: string | null;
}

@InputType({ description: 'A card that offers bookable times and waits for a booking, or for the visitor to pass.' })
export class MeetingCardInput extends SpokenCardInput {
  @Field(() => LiveChatRoutingInput, { description: 'Whose times are offered.' })
  routing!: LiveChatRoutingInput;

  @Field(() => String, {
    nullable: true,
    description: "The attribute that the booked agent's name is stored into, if any.",
  })
  agentNameAttribute?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The attribute that the booked agent's e-mail address is stored into, if any.",
  })
  agentEmailAttribute?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The key of the card behind a booking; null or absent ends the branch.',
  })
  next?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The key of the card where nobody can be booked and where the visitor passes; null or absent ends the branch.',
  })
  otherwise?: string | null;
}
