import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { connectionOf } from './connections';
import { LiveChatStateEnum } from './enums';
import { AuditActionEnum } from './handover-enums';
import { Node } from './node.type';
import { DateTime } from './scalars';

@ObjectType({
  implements: Node,
  description: "Somebody of the staff did something to another one's chat. Kept for good. Needs AUDIT_VIEW.",
  simpleResolvers: true,
})
export class AuditEntry {
  @Field(() => DateTime, { description: 'When.' })
  at!: Date;

  @Field(() => AuditActionEnum, { description: 'What was done.' })
  action!: keyof typeof AuditActionEnum;

  @Field(() => String, {
    nullable: true,
    description:
      'More about it, by action; null: nothing. RIGHT_LOST behind LISTEN_ENDED: whoever listened may not any more.',
  })
  detail!: string | null;
}

export const { Edge: AuditEntryEdge, Connection: AuditEntryConnection } = connectionOf(
  'AuditEntry',
  () => AuditEntry,
  'audit entries',
);

@InputType({ description: 'Which entries; nothing given: all.' })
export class AuditFilter {
  @Field(() => ID, { nullable: true, description: 'Only those of this conversation.' })
  conversationId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only what this agent did.' })
  actorId?: string | null;
}

@InputType({ description: 'Which of the chats that go on; nothing given: all of them.' })
export class LiveChatFilter {
  @Field(() => [LiveChatStateEnum], {
    nullable: true,
    description: 'Only those in one of these states. Those that are over are never listed.',
  })
  states?: (keyof typeof LiveChatStateEnum)[] | null;

  @Field(() => ID, { nullable: true, description: 'Only those that this agent has, or that ring there.' })
  agentId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Only those of this team’s members, or that were routed to the team.',
  })
  teamId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only visitors who wait for somebody. False: only those who are served.',
  })
  waiting?: boolean | null;
}
