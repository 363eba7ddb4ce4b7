import { Field, ObjectType } from 'type-graphql';
import { connectionOf } from './connections';
import { LiveChatEndReasonEnum, LiveChatStateEnum } from './enums';
import { Node } from './node.type';
import { DateTime } from './scalars';

@ObjectType({
  implements: Node,
  description:
    "One request for an agent and what became of it. A visitor's conversation may have several, one after another.",
  simpleResolvers: true,
})
export class LiveChat {
  @Field(() => LiveChatStateEnum, { description: 'Where it stands.' })
  state!: keyof typeof LiveChatStateEnum;

  @Field(() => String, {
    nullable: true,
    description: 'The name of the agent who accepted, as it was then; null until somebody does.',
  })
  agentName!: string | null;

  @Field(() => DateTime, { description: 'When the visitor reached the live chat card.' })
  requestedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When an agent accepted; null until then.' })
  connectedAt!: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was ended, missed or abandoned; null while it goes on.',
  })
  endedAt!: Date | null;

  @Field(() => LiveChatEndReasonEnum, { nullable: true, description: 'What ended it; null unless the state is ENDED.' })
  endReason!: keyof typeof LiveChatEndReasonEnum | null;
}

export const { Edge: LiveChatEdge, Connection: LiveChatConnection } = connectionOf(
  'LiveChat',
  () => LiveChat,
  'live chats',
);
