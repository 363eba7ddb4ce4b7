/** The visitor's side of a card: what is asked, and nothing of what the answer leads to. */
import { Field, InterfaceType, ObjectType } from 'type-graphql';
import type { ConversationId } from '../routing/terms';
import type { MeetingPrompt as MeetingAsked, Prompt as Asked } from '../streams/prompt';
import { doc } from './doc';
import { AttributeTypeEnum } from './enums';

/** A meeting's times are looked up for a conversation and by a routing, neither of which the visitor is told. */
export type MeetingPromptSource = MeetingAsked & { readonly conversationId: ConversationId };
/** What the resolvers hand to these types. */
export type PromptSource = Exclude<Asked, MeetingAsked> | MeetingPromptSource;

const typeOfKind = {
  QUESTION: 'QuestionPrompt',
  INFO_CAPTURE: 'InfoCapturePrompt',
  MEETING: 'MeetingPrompt',
  LEAVE_MESSAGE: 'LeaveMessagePrompt',
} as const satisfies Record<PromptSource['kind'], string>;

export function promptType(prompt: PromptSource): string {
  return typeOfKind[prompt.kind];
}

@InterfaceType('Prompt', {
  description:
    "What a visitor is asked: the visitor's side of a card, and nothing more of it. Answered with `cardAnswer`.",
  resolveType: promptType,
})
export abstract class Prompt {
  @Field(() => String, {
    description: doc`
      The key of the card that waits; give it as \`cardKey\`. For a card inside a flow the keys of the flow cards on the way to it
      stand before it, with slashes between them.`,
  })
  key!: string;

  @Field(() => String, { description: 'The question or request, as it stands in the transcript, too.' })
  text!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The rich form of the text, in the subset of TextFormat.RICH; null for a plain one.',
  })
  html!: string | null;
}

@ObjectType({ description: 'A button to answer with.', simpleResolvers: true })
export class PromptResponse {
  @Field(() => String, { description: 'Give it as `responseKey`.' })
  key!: string;

  @Field(() => String, { description: 'What stands on the button.' })
  label!: string;
}

@ObjectType({ implements: Prompt, description: 'A question with buttons.', simpleResolvers: true })
export class QuestionPrompt {
  @Field(() => [PromptResponse], { description: 'The buttons, in order.' })
  responses!: PromptResponse[];
}

@ObjectType({ implements: Prompt, description: 'A request for a fact.', simpleResolvers: true })
export class InfoCapturePrompt {
  @Field(() => AttributeTypeEnum, {
    description: 'What kind of value is expected as `value`, so that the field can be made fit for it.',
  })
  input!: keyof typeof AttributeTypeEnum;

  @Field(() => String, { nullable: true, description: 'What stands in the empty field.' })
  placeholder!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What to say of an answer of the wrong kind; null: the client's own sentence.",
  })
  invalidMessage!: string | null;

  @Field(() => [String], {
    description:
      'For input PICKLIST, what can be chosen, in order; empty where any text is taken, and for every other input.',
  })
  options!: string[];
}

@ObjectType({
  implements: Prompt,
  description: doc`
    Bookable times. A booking goes on; so does passing on it, by \`cardAnswer\` with the \`responseKey\` "pass".`,
  simpleResolvers: true,
})
export class MeetingPrompt {
  @Field(() => String, { description: "What stands on the button that passes, in the visitor's language." })
  passLabel!: string;
}

@ObjectType({
  implements: Prompt,
  description: doc`
    Nobody took the chat: the visitor may leave a message with \`messageLeave\`, or pass on it by \`cardAnswer\` with the
    \`responseKey\` "pass".`,
  simpleResolvers: true,
})
export class LeaveMessagePrompt {
  @Field(() => Boolean, {
    description: 'Whether `messageLeave` needs an e-mail address, because the visitor has given none.',
  })
  asksForEmail!: boolean;

  @Field(() => String, { description: "What stands on the button that passes, in the visitor's language." })
  passLabel!: string;
}
