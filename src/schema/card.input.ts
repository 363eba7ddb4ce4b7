import { Field, InputType, Int } from 'type-graphql';
import { doc } from './doc';
import { LiveChatRoutingInput } from './live-chat-routing.type';

@InputType({ description: 'A card that says something and goes on.' })
export class MessageCardInput {
  @Field(() => String, { description: 'What the visitor reads, 1 to 4,000 characters.' })
  text!: string;

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
export class QuestionCardInput {
  @Field(() => String, { description: 'The question, 1 to 4,000 characters.' })
  text!: string;

  @Field(() => String, { nullable: true, description: 'The attribute that the answer is stored into, if any.' })
  attribute?: string | null;

  @Field(() => [CardResponseInput], { description: 'The buttons, in order; 1 to 100.' })
  responses!: CardResponseInput[];
}

@InputType({ description: 'A card that asks for a fact and waits for it.' })
export class InfoCaptureCardInput {
  @Field(() => String, { description: 'The request, 1 to 4,000 characters.' })
  text!: string;

  @Field(() => String, { description: 'The attribute that the answer is stored into.' })
  attribute!: string;

  @Field(() => String, { nullable: true, description: 'The key of the next card; null or absent ends the branch.' })
  next?: string | null;
}

@InputType({
  description: doc`
    A card that asks for an agent. \`next\` exists to be refused: a live chat card ends its branch (LIVE_CHAT_NOT_LAST).`,
})
export class LiveChatCardInput {
  @Field(() => LiveChatRoutingInput, { description: 'Whom it asks for.' })
  routing!: LiveChatRoutingInput;

  @Field(() => Int, {
    nullable: true,
    description: "Seconds each of its offers rings, 10 to 500; the workspace's `acceptWindowSeconds` unless given.",
  })
  acceptWindowSeconds?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Stored and shown as an issue; keeps the dialog from publishing.',
  })
  next?: string | null;
}

@InputType({ description: 'One card. Exactly one of the kinds is given, else INVALID.' })
export class CardInput {
  @Field(() => String, { description: 'Its name inside the dialog, unique there.' })
  key!: string;

  @Field(() => MessageCardInput, { nullable: true, description: 'Makes it a MessageCard.' })
  message?: MessageCardInput | null;

  @Field(() => QuestionCardInput, { nullable: true, description: 'Makes it a QuestionCard.' })
  question?: QuestionCardInput | null;

  @Field(() => InfoCaptureCardInput, { nullable: true, description: 'Makes it an InfoCaptureCard.' })
  infoCapture?: InfoCaptureCardInput | null;

  @Field(() => LiveChatCardInput, { nullable: true, description: 'Makes it a LiveChatCard.' })
  liveChat?: LiveChatCardInput | null;
}
