/** The cards that say nothing themselves. */
import { Field, Int, ObjectType } from 'type-graphql';
import { Card } from './card.type';
import { LiveChatRouting } from './live-chat-routing.type';
import { ConditionMatchEnum } from './routing-enums';
import { StreamCondition } from './stream-condition.type';

@ObjectType({ implements: Card, description: 'Counts a goal as reached and goes on.', simpleResolvers: true })
export class GoalCard {
  @Field(() => String, { description: 'The name of the goal, as reports count it.' })
  name!: string;

  @Field(() => Int, {
    nullable: true,
    description: "What becomes the conversation's score, 0 to 3; null leaves the score as it is.",
  })
  score!: number | null;

  @Field(() => String, { nullable: true, description: 'The key of the next card; null ends the branch.' })
  next!: string | null;
}

@ObjectType({
  implements: Card,
  description: "Sets one of the visitor's attributes and goes on.",
  simpleResolvers: true,
})
export class ActionCard {
  @Field(() => String, { description: 'The attribute.' })
  attribute!: string;

  @Field(() => String, { description: 'The value that it is set to. May hold tokens where the attribute is text.' })
  value!: string;

  @Field(() => String, { nullable: true, description: 'The key of the next card; null ends the branch.' })
  next!: string | null;
}

@ObjectType({ description: 'One way on from a branch card.', simpleResolvers: true })
export class CardBranch {
  @Field(() => String, { description: 'Its name inside the card, unique there.' })
  key!: string;

  @Field(() => ConditionMatchEnum, { description: 'Whether all conditions must hold or any.' })
  match!: keyof typeof ConditionMatchEnum;

  @Field(() => [StreamCondition], { description: 'When it is taken.' })
  conditions!: StreamCondition[];

  @Field(() => String, { nullable: true, description: 'The key of the next card; null ends the branch.' })
  next!: string | null;
}

@ObjectType({ description: 'The way on where no branch holds.', simpleResolvers: true })
export class CardElse {
  @Field(() => String, { nullable: true, description: 'The key of the next card; null ends the branch.' })
  next!: string | null;
}

@ObjectType({
  implements: Card,
  description: 'Goes on by the first of its branches whose conditions hold.',
  simpleResolvers: true,
})
export class BranchCard {
  @Field(() => [CardBranch], { description: 'The branches, in the order in which they are tried.' })
  branches!: CardBranch[];

  @Field(() => CardElse, {
    nullable: true,
    description: 'Where none of them holds; null keeps the dialog from being published (NO_ELSE).',
  })
  else!: CardElse | null;
}

@ObjectType({
  implements: Card,
  description: 'Plays a published flow and goes on behind its end; passed over where the flow is not published.',
  simpleResolvers: true,
})
export class FlowCard {
  @Field(() => String, { nullable: true, description: 'The key of the card behind the flow; null ends the branch.' })
  next!: string | null;
}

@ObjectType({ implements: Card, description: 'Waits before the next card speaks.', simpleResolvers: true })
export class DelayCard {
  @Field(() => Int, { description: 'How long, in seconds.' })
  seconds!: number;

  @Field(() => String, { nullable: true, description: 'The key of the next card; null ends the branch.' })
  next!: string | null;
}

@ObjectType({ description: 'A line of one card, in which visitors wait while nobody is free.', simpleResolvers: true })
export class LiveChatQueue {
  @Field(() => Int, { description: 'Visitors who wait in it at most; whoever comes then gets the fallback.' })
  maxLength!: number;

  @Field(() => Int, {
    description: 'Seconds that a visitor waits at most, counted from the request; then comes the fallback.',
  })
  maxWaitSeconds!: number;
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

  @Field(() => Int, {
    nullable: true,
    description: "Offers made before the fallback, 1 to 10; null for the workspace's number.",
  })
  attempts!: number | null;

  @Field(() => String, {
    nullable: true,
    description: "Said when nobody takes the chat; null for the dialog's or the workspace's. May hold tokens.",
  })
  fallbackMessage!: string | null;

  @Field(() => Boolean, {
    description: 'Whether the fallback offers to book a meeting with whom the chat was for.',
  })
  fallbackBooking!: boolean;

  @Field(() => LiveChatQueue, {
    nullable: true,
    description: 'In which visitors wait for whom nobody is free; null: they get the fallback at once.',
  })
  queue!: LiveChatQueue | null;

  @Field(() => Boolean, { description: 'Whether the fallback asks the visitor to leave a message.' })
  leaveMessage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Null in every dialog that can be published: a live chat card ends its branch (LIVE_CHAT_NOT_LAST).',
  })
  next!: string | null;
}
