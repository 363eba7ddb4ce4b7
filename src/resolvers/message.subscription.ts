import { Arg, ID, Int, Resolver, Root, Subscription } from 'type-graphql';
import type { Message as Line } from '../actions/records';
import { doc } from '../schema/doc';
import { idOf } from '../schema/global-ids';
import { Message } from '../schema/message.type';
import type { Context } from './context';
import { scopeOf } from './entry';
import { concernsMessages, MessageStream } from './message-stream';
import { pulled } from './pulled';
import { badInput, forbidden } from './refusals';
import { sightOn } from './sight';

interface MessageAddedArgs {
  readonly conversationId: string;
  readonly afterSequence?: number | null;
}

@Resolver()
export class MessageSubscription {
  @Subscription(() => Message, {
    subscribe: ({ args, context }) => subscribeToMessages(args as MessageAddedArgs, context as Context),
    description: doc`
      One conversation's messages behind \`afterSequence\`: those stored first, then live, each once and in order. Completes when
      the conversation ends. FORBIDDEN for who may not read it.`,
  })
  messageAdded(
    @Root() message: Line,
    @Arg('conversationId', () => ID, { description: 'The conversation.' }) _conversationId: string,
    @Arg('afterSequence', () => Int, {
      nullable: true,
      description: 'The last `sequence` that the client has; 0: all; absent: only new ones.',
    })
    _afterSequence: number | null | undefined,
  ): Line {
    return message;
  }
}

async function subscribeToMessages(
  { conversationId: globalId, afterSequence }: MessageAddedArgs,
  context: Context,
): Promise<AsyncIterableIterator<Line>> {
  // AUTH: the whole transcript must be the caller's to read; an unknown conversation and a foreign one are refused alike.
  const scope = scopeOf(context);
  const conversationId = idOf('Conversation', globalId);
  const known = await scope.loaders.conversation.load(conversationId);
  if (known === null || (await sightOn(scope, known)) !== 'WHOLE') {
    throw forbidden('There is no such conversation for you to read. Load your conversations again.');
  }
  if (afterSequence && afterSequence < 0) throw badInput('`afterSequence` must be 0 or more.');

  const listening = await context.feed.listen(
    scope.workspaceId,
    (delivery) => concernsMessages(conversationId, delivery),
    { conversationId },
  );
  try {
    // Read again behind the opening: what was stored or ended in between would be neither read nor heard.
    const conversation = (await context.fork().scope?.loaders.conversation.load(conversationId)) ?? known;
    // Nobody can have more than there is: who says so would wait in silence for messages that are there already.
    const after = Math.min(afterSequence ?? conversation.lastSequence, conversation.lastSequence);
    // Whatever was loaded for the question would be kept as long as the stream.
    scope.loaders.forget();
    return pulled(new MessageStream({ context, conversation, listening, after }));
  } catch (error) {
    listening.close();
    throw error;
  }
}
