import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Dialog } from './dialog.type';
import { doc } from './doc';
import { DateTime } from './scalars';
import { Payload } from './user-error.type';

@InputType({
  description: doc`
    When the working copy, as it will be then, is published, and when the dialog is taken from visitors. What is left out stays
    planned as it is; null takes it from the plan. A working copy that has errors then is not published: the dialog stays as it
    is, \`scheduleFault\` says why, and whoever planned it gets a mail.`,
})
export class DialogScheduleInput {
  @Field(() => ID, { description: 'The dialog.' })
  dialogId!: string;

  @Field(() => DateTime, { nullable: true, description: 'When to publish: in the future, within five years.' })
  publishAt?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When to unpublish: in the future, behind `publishAt`.' })
  unpublishAt?: Date | null;
}

@ObjectType({ description: 'The answer of `dialogSchedule`.', simpleResolvers: true })
export class DialogSchedulePayload extends Payload {
  @Field(() => Dialog, { nullable: true, description: 'The dialog with its plan.' })
  dialog!: object | null;
}
