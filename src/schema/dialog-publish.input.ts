import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Dialog } from './dialog.type';
import { Payload } from './user-error.type';

@InputType({
  description: 'Makes the working copy the version that visitors get. Refused with STREAM_INVALID while it has errors.',
})
export class DialogPublishInput {
  @Field(() => ID, { description: 'The dialog.' })
  dialogId!: string;
}

@ObjectType({ description: 'The answer of `dialogPublish`.', simpleResolvers: true })
export class DialogPublishPayload extends Payload {
  @Field(() => Dialog, { nullable: true, description: 'The dialog, published.' })
  dialog!: object | null;
}
