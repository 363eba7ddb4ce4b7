import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { doc } from './doc';
import { ViewerPush } from './push.type';
import { Payload } from './user-error.type';

@InputType({
  description: doc`
    A browser's own subscription, as \`PushSubscription.toJSON()\` tells it. Only https addresses on the public internet are
    called.`,
})
export class PushRegisterInput {
  @Field(() => String, { description: "Where the browser's push service is called." })
  endpoint!: string;

  @Field(() => String, { description: "The browser's public key, in base64url." })
  p256dh!: string;

  @Field(() => String, { description: "The browser's secret, in base64url." })
  auth!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Which browser it is, for the own list; at most 200 characters.',
  })
  label?: string | null;
}

@ObjectType({ description: 'The answer of `pushRegister`.', simpleResolvers: true })
export class PushRegisterPayload extends Payload {
  @Field(() => ViewerPush, { nullable: true, description: 'How the agent can be woken from now on.' })
  push!: object | null;
}

@InputType({ description: 'Which browser is to be woken no more: one of the two.' })
export class PushUnregisterInput {
  @Field(() => String, { nullable: true, description: 'Its endpoint, as the browser itself knows it.' })
  endpoint?: string | null;

  @Field(() => ID, { nullable: true, description: 'Its id, as the list of registrations tells it.' })
  pushRegistrationId?: string | null;
}

@ObjectType({ description: 'The answer of `pushUnregister`.', simpleResolvers: true })
export class PushUnregisterPayload extends Payload {
  @Field(() => ViewerPush, { nullable: true, description: 'How the agent can be woken from now on.' })
  push!: object | null;
}
