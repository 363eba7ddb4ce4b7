/** What `liveChatChanges` tells: not what happened, but what there is to show from then on. */
import { Field, ID, ObjectType } from 'type-graphql';
import { doc } from './doc';
import { Event } from './event.type';

@ObjectType({
  implements: Event,
  description: doc`
    A live chat goes on in another way: asked for, ringing, waiting, served, by somebody else, with somebody who listens, or
    over. It stands for everything that happened there since the change before. Staff with CHATS_MONITOR only.`,
  simpleResolvers: true,
})
export class LiveChatChanged {
  @Field(() => ID, { description: 'Whose live chat it is: what a list of those that go on is kept by.' })
  conversationId!: string;
}
