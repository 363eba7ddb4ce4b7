import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { AgentRecord, ConversationRecord, DecisionRecord, OfferRecord } from '../actions/records';
import { Agent } from '../schema/agent.type';
import { Conversation } from '../schema/conversation.type';
import { Offer } from '../schema/offer.type';
import { RoutingDecision } from '../schema/routing-decision.type';
import type { Context } from './context';
import { scopeOf, staffScope } from './entry';
import { seenConversation } from './sight';

@Resolver(() => Offer)
export class OfferFields {
  @FieldResolver(() => Conversation, {
    nullable: true,
    description: 'What rings; null once the caller may not see it, as after declining or missing it.',
  })
  conversation(@Root() offer: OfferRecord, @Ctx() context: Context): Promise<ConversationRecord | null> {
    return seenConversation(scopeOf(context), offer.conversationId);
  }

  @FieldResolver(() => Agent, { description: 'At whom it rings or rang.' })
  agent(@Root() offer: OfferRecord, @Ctx() context: Context): Promise<AgentRecord | null> {
    return staffScope(context).loaders.agent.load(offer.agentId);
  }

  @FieldResolver(() => RoutingDecision, { nullable: true, description: 'Why it was made to this agent.' })
  decision(@Root() offer: OfferRecord, @Ctx() context: Context): Promise<DecisionRecord | null> {
    return staffScope(context).loaders.decision.load(offer.decisionId);
  }
}
