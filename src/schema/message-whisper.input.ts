import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Payload } from './user-error.type';
import { Whisper } from './whisper.type';

@InputType({
  description: 'Text of 1 to 4,000 characters for the staff of a running chat. The visitor never learns of it.',
})
export class MessageWhisperInput {
  @Field(() => ID, { description: 'The running chat.' })
  conversationId!: string;

  @Field(() => String, { description: 'Plain text.' })
  text!: string;

  @Field(() => String, {
    nullable: true,
    description: 'A key of the client for this whisper, up to 200 characters: repeating it answers with the first.',
  })
  clientMessageId?: string | null;
}

@ObjectType({ description: 'The answer of `messageWhisper`.', simpleResolvers: true })
export class MessageWhisperPayload extends Payload {
  @Field(() => Whisper, { nullable: true, description: 'The stored whisper; null when refused.' })
  whisper!: object | null;
}
