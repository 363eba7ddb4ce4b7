/** What is told of waiting for an agent. */
import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { QueueTurn } from '../actions/queue-ports';
import type { LiveChatRecord } from '../actions/records';
import type { StoredEvent } from '../events/topics';
import { attributeKey } from '../routing/attributes';
import type { EventBody } from '../routing/events';
import { estimatedWaitSeconds } from '../routing/queue';
import { doc } from '../schema/doc';
import { LiveChatWaiting } from '../schema/event.type';
import { LiveChat } from '../schema/live-chat.type';
import { DateTime } from '../schema/scalars';
import type { Context } from './context';
import { scopeOf } from './entry';

type Waiting = Omit<StoredEvent, 'event'> & {
  readonly event: StoredEvent['event'] & Extract<EventBody, { type: 'LIVE_CHAT_WAITING' }>;
};

function turnOf({ id, state }: LiveChatRecord, context: Context): Promise<QueueTurn | null> | null {
  return state === 'WAITING' ? scopeOf(context).loaders.queueTurn.load(id) : null;
}

@Resolver(() => LiveChat)
export class LiveChatQueueFields {
  @FieldResolver(() => Int, {
    nullable: true,
    description: "The visitor's place in the queue, from 1; null unless the state is WAITING.",
  })
  async queuePosition(@Root() chat: LiveChatRecord, @Ctx() context: Context): Promise<number | null> {
    return (await turnOf(chat, context))?.place ?? null;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: doc`
      How many seconds it may still take until an agent is asked, by how quickly the line moved within the last hour; null with
      nothing to go by, and unless the state is WAITING. A guess.`,
  })
  async estimatedWaitSeconds(@Root() chat: LiveChatRecord, @Ctx() context: Context): Promise<number | null> {
    const turn = await turnOf(chat, context);
    if (turn?.firstAt == null || turn.lastAt === null) return null;
    return estimatedWaitSeconds(turn.place, { ...turn, firstAt: turn.firstAt, lastAt: turn.lastAt });
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: doc`
      Since when the visitor waits for somebody to come free: the request, which is what the turn goes by; null where there was
      somebody at once.`,
  })
  waitingSince(@Root() { waitingSince }: LiveChatRecord): Date | null {
    return waitingSince;
  }

  @FieldResolver(() => Boolean, {
    description:
      'Whether `messageLeave` needs an e-mail address, because the visitor has given none. False unless a message may be left.',
  })
  async messageAsksForEmail(@Root() chat: LiveChatRecord, @Ctx() context: Context): Promise<boolean> {
    const mayLeaveOne = chat.state === 'WAITING' || (chat.state === 'OFFERED' && chat.waitingSince !== null);
    if (!mayLeaveOne) return false;
    const { loaders } = scopeOf(context);
    const conversation = await loaders.conversation.load(chat.conversationId);
    const visitor = conversation === null ? null : await loaders.visitor.load(conversation.visitorId);
    return !(visitor?.attributes ?? []).some(({ name }) => attributeKey(name) === 'email');
  }
}

@Resolver(() => LiveChatWaiting)
export class LiveChatWaitingFields {
  @FieldResolver(() => Int, {
    description:
      "The visitor's place in the queue at that moment, from 1; 0: it is the turn, and an agent is being asked.",
  })
  queuePosition(@Root() { event }: Waiting): number {
    return event.queuePosition;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Seconds that it may still take, as was thought at that moment; null with nothing to go by.',
  })
  estimatedWaitSeconds(@Root() { event }: Waiting): number | null {
    return event.estimatedWaitSeconds;
  }
}
