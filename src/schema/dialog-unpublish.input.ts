import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Dialog } from './dialog.type';
import { Payload } from './user-error.type';

@InputType({ description: 'The dialog starts no new conversations; running ones go on.' })
export class DialogUnpublishInput {
  @Field(() => ID, { description: 'The dialog.' })
  dialogId!: string;
}

@ObjectType({ description: 'The answer of `dialogUnpublish`.', simpleResolvers: true })
export class DialogUnpublishPayload extends Payload {
  @Field(() => Dialog, { nullable: true, description: 'The dialog, unpublished.' })
  dialog!: object | null;
}
