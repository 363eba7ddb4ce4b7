import { Field, ID, ObjectType } from 'type-graphql';
import { connectionOf } from './connections';

@ObjectType({
  description: 'A chat that nobody took in time, as those see it who may claim it: nothing of what was said.',
})
export class MissedChat {
  @Field(() => ID, { description: 'The conversation, for `missedChatClaim`.' })
  conversationId!: string;
}

export const { Edge: MissedChatEdge, Connection: MissedChatConnection } = connectionOf(
  'MissedChat',
  () => MissedChat,
  'missed chats',
);
