/** The visitor's side of a card: what is asked, and nothing of what the answer leads to. */
import { Field, InterfaceType, ObjectType } from 'type-graphql';
import { AttributeTypeEnum } from './enums';

/** What the resolvers hand to these types. */
export type PromptSource =
  | {
      readonly kind: 'QUESTION';
      readonly key: string;
      readonly text: string;
      readonly responses: readonly { readonly key: string; readonly label: string }[];
    }
  | { readonly kind: 'INFO_CAPTURE'; readonly key: string; readonly text: string; readonly attribute: string };

const typeOfKind = {
  QUESTION: 'QuestionPrompt',
  INFO_CAPTURE: 'InfoCapturePrompt',
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
  @Field(() => String, { description: 'The key of the card that waits; give it as `cardKey`.' })
  key!: string;

  @Field(() => String, { description: 'The question or request, as it stands in the transcript, too.' })
  text!: string;
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
}
