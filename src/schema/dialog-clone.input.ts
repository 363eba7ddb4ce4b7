import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Dialog } from './dialog.type';
import { Payload } from './user-error.type';

@InputType({ description: 'A new draft with the content of another dialog; the two share nothing from then on.' })
export class DialogCloneInput {
  @Field(() => ID, { description: 'The dialog to copy.' })
  dialogId!: string;

  @Field(() => String, { nullable: true, description: 'The name of the copy; “Copy of …” unless given.' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'The key of the copy; made of its name unless given.' })
  key?: string | null;

  @Field(() => Int, { nullable: true, description: 'The version to copy; the working copy unless given.' })
  version?: number | null;
}

@ObjectType({ description: 'The answer of `dialogClone`.', simpleResolvers: true })
export class DialogClonePayload extends Payload {
  @Field(() => Dialog, { nullable: true, description: 'The copy.' })
  dialog!: object | null;
}
