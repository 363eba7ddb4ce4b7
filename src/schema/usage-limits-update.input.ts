import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { Payload } from './user-error.type';
import { Usage } from './workspace.type';

@InputType({ description: 'What is absent stays; null means no limit.' })
export class UsageLimitsUpdateInput {
  @Field(() => Int, { nullable: true, description: "Live chat engagements over the workspace's life, 0 or more." })
  liveChatEngagementLimit?: number | null;

  @Field(() => Int, { nullable: true, description: 'Engaged conversations in a calendar month, 0 or more.' })
  engagedConversationMonthlyLimit?: number | null;
}

@ObjectType({ description: 'The answer of `usageLimitsUpdate`.', simpleResolvers: true })
export class UsageLimitsUpdatePayload extends Payload {
  @Field(() => Usage, { nullable: true, description: 'What has been used, with the limits as they are now.' })
  usage!: Usage | null;
}
