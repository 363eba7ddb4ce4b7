import { Field, InputType, ObjectType } from 'type-graphql';
import { Agent } from './agent.type';
import { doc } from './doc';
import { DateTime } from './scalars';
import { Payload } from './user-error.type';

@InputType({
  description: doc`
    E-mail addresses are unique over all workspaces. A wrong address and a wrong password are the same INVALID, in the same
    time.`,
})
export class SignInInput {
  @Field(() => String, { description: "The agent's e-mail address; capitals do not matter." })
  email!: string;

  @Field(() => String, { description: 'The password.' })
  password!: string;
}

@ObjectType({ description: 'The answer of `signIn`.', simpleResolvers: true })
export class SignInPayload extends Payload {
  @Field(() => String, { nullable: true, description: 'The bearer token; null when refused.' })
  token!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it ceases to work unless it is used before.' })
  expiresAt!: Date | null;

  @Field(() => Agent, { nullable: true, description: 'Who signed in.' })
  agent!: object | null;
}
