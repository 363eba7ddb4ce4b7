import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Conversation } from './conversation.type';
import { doc } from './doc';
import { Offer } from './offer.type';
import { Payload } from './user-error.type';

@InputType({ description: 'Which chat, and who is asked: exactly one agent, one team or one rule.' })
export class ChatTransferInput {
  @Field(() => ID, { description: 'The running chat: the caller’s own.' })
  conversationId!: string;

  @Field(() => ID, { nullable: true, description: 'This agent: available, reachable and with a free place.' })
  agentId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The next of this team, and behind a no the one after.' })
  teamId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The next of the agents of this custom rule, whatever its conditions say of the visitor.',
  })
  ruleId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What the one who is asked should know, up to 1,000 characters. The visitor never sees it.',
  })
  note?: string | null;
}

@InputType({ description: 'The same as for a transfer; who comes is a guest and the chat stays the caller’s.' })
export class ChatInviteInput extends ChatTransferInput {}

@ObjectType({ description: 'The answer of `chatTransfer`.', simpleResolvers: true })
export class ChatTransferPayload extends Payload {
  @Field(() => Offer, {
    nullable: true,
    description: doc`
      What rings now; null when refused: AGENT_UNAVAILABLE or AT_CAPACITY where nobody can take it, CONFLICT where somebody is
      being asked already.`,
  })
  offer!: object | null;

  @Field(() => Conversation, { nullable: true, description: 'The chat, still the caller’s.' })
  conversation!: object | null;
}

@ObjectType({ description: 'The answer of `chatInvite`.', simpleResolvers: true })
export class ChatInvitePayload extends Payload {
  @Field(() => Offer, { nullable: true, description: 'What rings now; null when refused.' })
  offer!: object | null;

  @Field(() => Conversation, { nullable: true, description: 'The chat.' })
  conversation!: object | null;
}
