import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Dialog } from './dialog.type';
import { doc } from './doc';
import { Payload } from './user-error.type';

@InputType({
  description: doc`
    An old version is published again, as a new one; STREAM_INVALID where something it names is gone. Who is engaged stays on
    theirs.`,
})
export class DialogRollbackInput {
  @Field(() => ID, { description: 'The dialog.' })
  dialogId!: string;

  @Field(() => Int, { description: 'Which version is to come back.' })
  version!: number;

  @Field(() => String, { nullable: true, description: 'Why, for colleagues; up to 500 characters.' })
  note?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description:
      'Whether the working copy goes back, too: what it holds is lost then. With the published version only that is done.',
  })
  workingCopyToo?: boolean | null;
}

@ObjectType({ description: 'The answer of `dialogRollback`.', simpleResolvers: true })
export class DialogRollbackPayload extends Payload {
  @Field(() => Dialog, { nullable: true, description: 'The dialog, published.' })
  dialog!: object | null;
}
