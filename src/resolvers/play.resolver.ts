import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { conversationScoreSet, documentReport, flowStart } from '../actions';
import type { Outcome } from '../routing/refusal';
import type { ConversationId } from '../routing/terms';
import { ConversationScoreSetInput, ConversationScoreSetPayload } from '../schema/conversation-score-set.input';
import { DocumentReportInput, DocumentReportPayload } from '../schema/document-report.input';
import { FlowStartInput, FlowStartPayload } from '../schema/flow-start.input';
import { idOf, idOrNull } from '../schema/global-ids';
import type { Context, Scope } from './context';
import { enter, reloaded } from './entry';
import { payloadOf, type UserErrors } from './refusals';
import { visitOf } from './visit';

@Resolver()
export class PlayResolver {
  @Mutation(() => FlowStartPayload, { description: 'Starts a flow, or goes on with it. Visitors only.' })
  async flowStart(
    @Arg('input', () => FlowStartInput, { description: 'Which flow, and what the page knows.' }) input: FlowStartInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const outcome = await flowStart(context.ports, scope.actor, {
      flowId: idOrNull('Dialog', input.flowId),
      flowKey: input.flowKey ?? null,
      attributes: input.attributes ?? [],
      delivery: input.delivery,
      pageUrl: input.pageUrl ?? null,
      visit: input.visit ? visitOf(input.visit) : null,
      clientFlowId: input.clientFlowId ?? null,
    });
    return answer(scope, outcome);
  }

  @Mutation(() => DocumentReportPayload, {
    description: 'Tells what the visitor does with a document. Its visitor only.',
  })
  async documentReport(
    @Arg('input', () => DocumentReportInput, { description: 'Which document, and what was done.' })
    input: DocumentReportInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const outcome = await documentReport(context.ports, scope.actor, {
      conversationId: idOf('Conversation', input.conversationId),
      cardKey: input.cardKey,
      what: input.what,
      page: input.page ?? null,
      term: input.term ?? null,
    });
    return answer(scope, outcome);
  }

  @Mutation(() => ConversationScoreSetPayload, {
    description: 'Scores a conversation: its agent while connected, or with ALL_CONVERSATIONS_VIEW anyone.',
  })
  async conversationScoreSet(
    @Arg('input', () => ConversationScoreSetInput, { description: 'Which conversation, and the score.' })
    input: ConversationScoreSetInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const outcome = await conversationScoreSet(context.ports, scope.actor, {
      conversationId: idOf('Conversation', input.conversationId),
      score: input.score,
    });
    return answer(scope, outcome);
  }
}

function answer(scope: Scope, outcome: Outcome<ConversationId | null>): Promise<UserErrors> {
  return payloadOf(outcome, async (id) => ({
    conversation: id === null ? null : await reloaded(scope).conversation.load(id),
  }));
}
