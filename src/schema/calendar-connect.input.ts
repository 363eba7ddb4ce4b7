import { Field, InputType, ObjectType } from 'type-graphql';
import { Agent } from './agent.type';
import { doc } from './doc';
import { CalendarProviderEnum } from './meeting-enums';
import { Payload } from './user-error.type';

@InputType({
  description: doc`
    The caller's own calendar. It is signed in to at once; what does not work is INVALID with what to do. Only https addresses
    on the public internet are called, and networks that the operator has named.`,
})
export class CalendarConnectInput {
  @Field(() => CalendarProviderEnum, { defaultValue: 'CALDAV', description: 'What the calendar speaks.' })
  provider!: keyof typeof CalendarProviderEnum;

  @Field(() => String, {
    description: doc`
      The server's address, or a calendar's own. Of several calendars the one with this address is taken, else the first that
      takes events.`,
  })
  url!: string;

  @Field(() => String, { description: 'Who signs in there.' })
  username!: string;

  @Field(() => String, {
    description: 'The password; better one that was made for this alone. Stored sealed, never told.',
  })
  password!: string;
}

@ObjectType({ description: 'The answer of `calendarConnect`.', simpleResolvers: true })
export class CalendarConnectPayload extends Payload {
  @Field(() => Agent, { nullable: true, description: 'The agent with the calendar.' })
  agent!: object | null;
}
