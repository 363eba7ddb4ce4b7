/** The cards that say nothing themselves, as they are given. */
import { Field, ID, InputType, Int } from 'type-graphql';
import { doc } from './doc';
import { LiveChatRoutingInput } from './live-chat-routing.type';
import { ConditionMatchEnum } from './routing-enums';
import { StreamConditionInput } from './stream-condition.input';

@InputType({ description: 'A card that counts a goal as reached and goes on.' })
export class GoalCardInput {
  @Field(() => String, { description: 'The name of the goal, as reports count it; 1 to 200 characters.' })
  name!: string;

  @Field(() => Int, { nullable: true, description: "What becomes the conversation's score, 0 to 3; absent: as it is." })
  score?: number | null;

  @Field(() => String, { nullable: true, description: 'The key of the next card; null or absent ends the branch.' })
  next?: string | null;
}

@InputType({ description: "A card that sets one of the visitor's attributes and goes on." })
export class ActionCardInput {
  @Field(() => String, { description: 'The attribute.' })
  attribute!: string;

  @Field(() => String, {
    description:
      "The value, of the attribute's type, up to 1,000 characters. For an attribute of type TEXT it may hold tokens.",
  })
  value!: string;

  @Field(() => String, { nullable: true, description: 'The key of the next card; null or absent ends the branch.' })
  next?: string | null;
}

@InputType({ description: 'One way on from a branch card.' })
export class CardBranchInput {
  @Field(() => String, {
    nullable: true,
    description: 'Its name inside the card, unique there; its number, from 1 on, unless given.',
  })
  key?: string | null;

  @Field(() => ConditionMatchEnum, {
    nullable: true,
    defaultValue: 'ALL',
    description: 'Whether all conditions must hold or any.',
  })
  match?: keyof typeof ConditionMatchEnum | null;

  @Field(() => [StreamConditionInput], { description: 'When it is taken; 1 to 50.' })
  conditions!: StreamConditionInput[];

  @Field(() => String, { nullable: true, description: 'The key of the next card; null or absent ends the branch.' })
  next?: string | null;
}

@InputType({ description: 'The way on where no branch holds. It is given even where it ends the branch: `else: {}`.' })
export class CardElseInput {
  @Field(() => String, { nullable: true, description: 'The key of the next card; null or absent ends the branch.' })
  next?: string | null;
}

@InputType({ description: 'A card that goes on by the first of its branches whose conditions hold.' })
export class BranchCardInput {
  @Field(() => [CardBranchInput], { description: 'The branches, in the order in which they are tried; 1 to 50.' })
  branches!: CardBranchInput[];

  @Field(() => CardElseInput, {
    nullable: true,
    description: 'Where none of them holds. Without it the dialog cannot be published (NO_ELSE).',
  })
  else?: CardElseInput | null;
}

@InputType({ description: 'A card that plays a published flow and goes on behind its end.' })
export class FlowCardInput {
  @Field(() => ID, { description: 'The flow: a dialog of kind FLOW.' })
  flowId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The key of the card behind the flow; null or absent ends the branch.',
  })
  next?: string | null;
}

@InputType({ description: 'A card that waits before the next one speaks.' })
export class DelayCardInput {
  @Field(() => Int, { description: 'How long, in seconds, 1 to 3,600.' })
  seconds!: number;

  @Field(() => String, { nullable: true, description: 'The key of the next card; null or absent ends the branch.' })
  next?: string | null;
}

@InputType({ description: 'A line of one card, in which visitors wait while nobody is free.' })
export class QueueInput {
  @Field(() => Int, { description: 'Visitors who wait in it at most, 1 to 500; whoever comes then gets the fallback.' })
  maxLength!: number;

  @Field(() => Int, {
    description:
      'Seconds that a visitor waits at most, 10 to 7,200, counted from the request; then comes the fallback.',
  })
  maxWaitSeconds!: number;
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

  @Field(() => Int, {
    nullable: true,
    description: "Offers made before the fallback, 1 to 10; the workspace's number unless given.",
  })
  attempts?: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Said when nobody takes the chat, 1 to 4,000 characters; the dialog's or the workspace's message unless given.",
  })
  fallbackMessage?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Whether the fallback offers to book a meeting with whom the chat was for.',
  })
  fallbackBooking?: boolean | null;

  @Field(() => QueueInput, {
    nullable: true,
    description: 'Lets visitors for whom nobody is free wait; the fallback at once unless given.',
  })
  queue?: QueueInput | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Whether the fallback asks the visitor to leave a message. Not together with `fallbackBooking`.',
  })
  leaveMessage?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'Stored and shown as an issue; keeps the dialog from publishing.',
  })
  next?: string | null;
}
