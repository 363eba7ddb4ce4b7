import { Field, Int, ObjectType } from 'type-graphql';
import { doc } from './doc';
import { WidgetSideEnum } from './enums';
import { Node } from './node.type';
import { AccountUnavailableEnum } from './route-enums';

@ObjectType({ description: 'How the widget looks. A visitor may read it.', simpleResolvers: true })
export class WidgetSettings {
  @Field(() => String, { description: 'What stands on the button that opens the chat.' })
  label!: string;

  @Field(() => String, { description: 'The accent colour as a CSS colour, such as "#0b6bcb".' })
  accent!: string;

  @Field(() => WidgetSideEnum, { description: 'At which side of the page it stands.' })
  side!: keyof typeof WidgetSideEnum;

  @Field(() => String, { nullable: true, description: 'Address of the privacy notice; null for none.' })
  privacyUrl!: string | null;

  @Field(() => Boolean, {
    description: 'Whether visitors are asked before what their page tells is kept; see ConsentPurpose.PAGE_CONTEXT.',
  })
  asksConsent!: boolean;
}

@ObjectType({
  description: 'What of the package has been used. A null limit means none. Changed with `usageLimitsUpdate`.',
  simpleResolvers: true,
})
export class Usage {
  @Field(() => Int, {
    description: "Live chats that led to an offer, counted once per request over the workspace's life.",
  })
  liveChatEngagements!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'How many there may be. Reached: no offer is made any more and visitors get the fallback message.',
  })
  liveChatEngagementLimit!: number | null;

  @Field(() => Int, {
    description:
      'Conversations of this calendar month (UTC) in which the visitor answered, counted at the first answer.',
  })
  engagedConversationsThisMonth!: number;

  @Field(() => Int, { nullable: true, description: 'How many there may be in a month.' })
  engagedConversationMonthlyLimit!: number | null;
}

@ObjectType({
  description: 'How live chats find their agents, with defaults applied. Changed with `routingSettingsUpdate`.',
  simpleResolvers: true,
})
export class RoutingSettings {
  @Field(() => Int, { description: 'Seconds an offer rings before it expires. A card may have its own.' })
  acceptWindowSeconds!: number;

  @Field(() => Int, {
    description: doc`
      Live chats an agent may hold at once unless the agent has a limit of its own. A pending offer takes a place.`,
  })
  defaultCapacity!: number;

  @Field(() => Int, {
    description: 'Seconds without a message of visitor or agent after which a connected chat ends.',
  })
  idleTimeoutSeconds!: number;

  @Field(() => Int, { description: 'Seconds before that end at which both sides are warned; 0 for no warning.' })
  idleWarningSeconds!: number;

  @Field(() => Int, {
    description: "Offers made before the fallback when the card routes to a team: the plan's choice unless set.",
  })
  teamAttempts!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'The longest wait of a visitor over all attempts, in seconds; null for none.',
  })
  maxWaitSeconds!: number | null;

  @Field(() => Int, {
    description: 'Seconds for which an agent without any live subscription still counts as reachable.',
  })
  disconnectGraceSeconds!: number;

  @Field(() => Boolean, { description: 'Whether only reachable agents are offered chats.' })
  requireReachable!: boolean;

  @Field(() => Boolean, {
    description: doc`
      Whether one available agent of all (the workspace's ring) is tried when the card's own pool yields nobody at the start.`,
  })
  roundRobinFallback!: boolean;

  @Field(() => String, { description: 'What a visitor reads when nobody takes the chat.' })
  fallbackMessage!: string;

  @Field(() => Int, {
    description: doc`
      Seconds for which the capacity of an agent who has become available or reachable again grows, from one place to all of
      them; 0: all at once.`,
  })
  rampSeconds!: number;

  @Field(() => AccountUnavailableEnum, {
    description: "What follows where the agent of the visitor's account cannot take the chat.",
  })
  accountUnavailable!: keyof typeof AccountUnavailableEnum;
}

@ObjectType({
  implements: Node,
  description: 'A company with its agents, dialogs and conversations. Every token belongs to exactly one.',
  simpleResolvers: true,
})
export class Workspace {
  @Field(() => String, { description: 'Its name for people.' })
  name!: string;

  @Field(() => String, { description: 'Public key with which the widget starts a visitor session. No secret.' })
  key!: string;

  @Field(() => Boolean, {
    description:
      'Whether dialogs show themselves and flows start. Changed with `chatEnabledSet`; a visitor may read it.',
  })
  chatEnabled!: boolean;

  @Field(() => WidgetSettings, { description: 'How the widget looks; a visitor may read it.' })
  widget!: WidgetSettings;
}
