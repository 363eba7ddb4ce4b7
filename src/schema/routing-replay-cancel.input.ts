import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { RoutingReplay } from './routing-replay.type';
import { Payload } from './user-error.type';

@InputType({ description: 'A replay that is to end.' })
export class RoutingReplayCancelInput {
  @Field(() => ID, { description: 'The replay. One that is over stays as it is.' })
  replayId!: string;
}

@ObjectType({ description: 'The answer of `routingReplayCancel`.', simpleResolvers: true })
export class RoutingReplayCancelPayload extends Payload {
  @Field(() => RoutingReplay, { nullable: true, description: 'The replay as it is now.' })
  replay!: object | null;
}
