import { Field, ID, Int, InputType, ObjectType } from 'type-graphql';
import { connectionOf } from './connections';
import { Node } from './node.type';
import { DateTime } from './scalars';
import { Payload } from './user-error.type';

@ObjectType({
  implements: Node,
  description: 'A mail that was stored with what caused it, and how far it has come.',
  simpleResolvers: true,
})
export class Mail {
  @Field(() => String, { description: 'The receiver.' })
  to!: string;

  @Field(() => String, { description: 'The subject.' })
  subject!: string;

  @Field(() => String, { description: 'What it says.' })
  text!: string;

  @Field(() => Int, { description: 'How often sending it was tried.' })
  attempts!: number;

  @Field(() => DateTime, { description: 'When it was stored.' })
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When the mail server took it; null: not yet.' })
  sentAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'What the mail server said the last time; null: nothing wrong.' })
  fault!: string | null;
}

export const { Edge: MailEdge, Connection: MailConnection } = connectionOf('Mail', () => Mail, 'mails');

@InputType({ description: 'A mail that was given up, or stored while there was no mail server.' })
export class MailRetryInput {
  @Field(() => ID, { description: 'The mail.' })
  mailId!: string;
}

@ObjectType({ description: 'The answer of `mailRetry`.', simpleResolvers: true })
export class MailRetryPayload extends Payload {
  @Field(() => Mail, { nullable: true, description: 'The mail, on its way again.' })
  mail!: object | null;
}

@ObjectType({ description: 'Which mails an agent gets. All of them unless chosen otherwise.', simpleResolvers: true })
export class NotificationPreferences {
  @Field(() => Boolean, { description: 'About live chats that nobody took.' })
  failedChats!: boolean;

  @Field(() => Boolean, { description: 'About bookings that went wrong.' })
  failedMeetings!: boolean;

  @Field(() => Boolean, { description: 'About limits that are near or reached.' })
  usage!: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      'In which language mails are written to this agent: en, zh-Hans, zh-Hant, sv, nl or it; null: English.',
  })
  language!: string | null;
}

@InputType({ description: 'What is absent stays. Mails about the own meetings and calendar come in any case.' })
export class NotificationPreferencesSetInput {
  @Field(() => Boolean, { nullable: true, description: 'About live chats that nobody took.' })
  failedChats?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'About bookings that went wrong.' })
  failedMeetings?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'About limits that are near or reached.' })
  usage?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description:
      'In which language mails are written to this agent: en, zh-Hans, zh-Hant, sv, nl or it, else INVALID; null: English.',
  })
  language?: string | null;
}

@ObjectType({ description: 'The answer of `notificationPreferencesSet`.', simpleResolvers: true })
export class NotificationPreferencesSetPayload extends Payload {
  @Field(() => NotificationPreferences, { nullable: true, description: 'As they are now.' })
  notificationPreferences!: object | null;
}
