import { Field, InputType } from 'type-graphql';
import {
  ActionCardInput,
  BranchCardInput,
  DelayCardInput,
  FlowCardInput,
  GoalCardInput,
  LiveChatCardInput,
} from './card-silent.input';
import {
  DocumentCardInput,
  InfoCaptureCardInput,
  MeetingCardInput,
  MessageCardInput,
  QuestionCardInput,
} from './card-spoken.input';
import { TextFormatEnum } from './dialog-enums';

@InputType({ description: "An answer's label in another language." })
export class ResponseTranslationInput {
  @Field(() => String, { description: "The answer's key." })
  key!: string;

  @Field(() => String, { description: 'What stands on the button.' })
  label!: string;
}

@InputType({
  description: "What visitors of one language read instead of the card's own words; what is left out falls back.",
})
export class CardTranslationInput {
  @Field(() => String, { description: 'The language, as a BCP 47 tag such as `sv` or `zh-Hant`; each once.' })
  language!: string;

  @Field(() => String, { nullable: true, description: 'The text, of a card that speaks.' })
  text?: string | null;

  @Field(() => TextFormatEnum, { nullable: true, defaultValue: 'PLAIN', description: 'How `text` is written.' })
  format?: keyof typeof TextFormatEnum | null;

  @Field(() => String, { nullable: true, description: "An info capture's placeholder." })
  placeholder?: string | null;

  @Field(() => String, { nullable: true, description: "An info capture's message for answers of the wrong type." })
  invalidMessage?: string | null;

  @Field(() => String, { nullable: true, description: "A document's title." })
  title?: string | null;

  @Field(() => String, { nullable: true, description: "A live chat's own fallback message." })
  fallbackMessage?: string | null;

  @Field(() => [ResponseTranslationInput], { nullable: true, description: "A question's labels." })
  labels?: ResponseTranslationInput[] | null;
}

@InputType({ description: 'One card. Exactly one of the kinds is given, else INVALID.' })
export class CardInput {
  @Field(() => String, { description: 'Its name inside the dialog, unique there.' })
  key!: string;

  @Field(() => [CardTranslationInput], {
    nullable: true,
    defaultValue: [],
    description: 'What it says in other languages, up to 50 of them.',
  })
  translations?: CardTranslationInput[] | null;

  @Field(() => MessageCardInput, { nullable: true, description: 'Makes it a MessageCard.' })
  message?: MessageCardInput | null;

  @Field(() => QuestionCardInput, { nullable: true, description: 'Makes it a QuestionCard.' })
  question?: QuestionCardInput | null;

  @Field(() => InfoCaptureCardInput, { nullable: true, description: 'Makes it an InfoCaptureCard.' })
  infoCapture?: InfoCaptureCardInput | null;

  @Field(() => DocumentCardInput, { nullable: true, description: 'Makes it a DocumentCard.' })
  document?: DocumentCardInput | null;

  @Field(() => MeetingCardInput, { nullable: true, description: 'Makes it a MeetingCard.' })
  meeting?: MeetingCardInput | null;

  @Field(() => GoalCardInput, { nullable: true, description: 'Makes it a GoalCard.' })
  goal?: GoalCardInput | null;

  @Field(() => ActionCardInput, { nullable: true, description: 'Makes it an ActionCard.' })
  action?: ActionCardInput | null;

  @Field(() => BranchCardInput, { nullable: true, description: 'Makes it a BranchCard.' })
  branch?: BranchCardInput | null;

  @Field(() => FlowCardInput, { nullable: true, description: 'Makes it a FlowCard.' })
  flow?: FlowCardInput | null;

  @Field(() => LiveChatCardInput, { nullable: true, description: 'Makes it a LiveChatCard.' })
  liveChat?: LiveChatCardInput | null;

  @Field(() => DelayCardInput, { nullable: true, description: 'Makes it a DelayCard.' })
  delay?: DelayCardInput | null;
}
