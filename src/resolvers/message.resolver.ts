import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { messageSend, typingSend } from '../actions';
import { idOf } from '../schema/global-ids';
import { MessageSendInput, MessageSendPayload } from '../schema/message-send.input';
import { TypingSendInput, TypingSendPayload } from '../schema/typing-send.input';
import type { Context } from './context';
import { enter, scopeOf } from './entry';
import { payloadOf } from './refusals';

@Resolver()
export class MessageResolver {
  @Mutation(() => MessageSendPayload, {
    description: 'Adds a message: its visitor while the conversation is open, its agent while connected.',
  })
  async messageSend(
    @Arg('input', () => MessageSendInput, { description: 'Where, and what.' }) input: MessageSendInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const outcome = await messageSend(context.ports, scope.actor, {
      conversationId: idOf('Conversation', input.conversationId),
      text: input.text,
      clientMessageId: input.clientMessageId ?? null,
    });
    return payloadOf(outcome, (message) => ({ message }));
  }

  @Mutation(() => TypingSendPayload, {
    description: 'Tells the other side that the caller types. Nothing is stored; more than one a second is dropped.',
  })
  async typingSend(
    @Arg('input', () => TypingSendInput, { description: 'Where.' }) input: TypingSendInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const outcome = await typingSend(context.ports, scopeOf(context).actor, {
      conversationId: idOf('Conversation', input.conversationId),
    });
    return payloadOf(outcome, () => ({}));
  }
}
