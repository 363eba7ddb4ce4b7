import { Field, ID, InputType } from 'type-graphql';
import { ConversationStatusEnum } from './enums';

@InputType({ description: 'Which conversations. What is given must all hold; what is absent does not matter.' })
export class ConversationFilter {
  @Field(() => ConversationStatusEnum, { nullable: true, description: 'Only those that stand so.' })
  status?: keyof typeof ConversationStatusEnum | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only those with a live chat, whatever became of it. False: only automated ones.',
  })
  live?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only those whose latest live chat nobody took. False: only others.',
  })
  missed?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'Only those whose latest live chat this agent accepted.' })
  agentId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this visitor.' })
  visitorId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the visitor ever answered. Absent: true, so that untouched ones are hidden; null: both kinds.',
  })
  engaged?: boolean | null;
}
