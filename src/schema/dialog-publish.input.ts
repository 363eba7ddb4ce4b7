import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Dialog } from './dialog.type';
import { Payload } from './user-error.type';

@InputType({
  description: 'Makes the working copy the version that visitors get. Refused with STREAM_INVALID while it has errors.',
})
export class DialogPublishInput {
  @Field(() => ID, { description: 'The dialog.' })
  dialogId!: string;

  @Field(() => String, { nullable: true, description: 'What is new about it, for colleagues; up to 500 characters.' })
  note?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The `revision` that was read: CONFLICT where the working copy is another by now.',
  })
  ifRevision?: number | null;
}

@ObjectType({ description: 'The answer of `dialogPublish`.', simpleResolvers: true })
export class DialogPublishPayload extends Payload {
  @Field(() => Dialog, { nullable: true, description: 'The dialog, published.' })
  dialog!: object | null;
}
