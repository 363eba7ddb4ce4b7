import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Dialog } from './dialog.type';
import { doc } from './doc';
import { DateTime } from './scalars';
import { Payload } from './user-error.type';

@InputType({
  description: doc`
    A token to try the working copy with. \`conversationStart\` with it plays the working copy as it is at that moment, errors
    and all. What happens is counted nowhere, stands in no list, rings nobody, and is told to nobody but who holds the token.`,
})
export class DialogPreviewTokenCreateInput {
  @Field(() => ID, { description: 'The dialog.' })
  dialogId!: string;
}

@ObjectType({ description: 'The answer of `dialogPreviewTokenCreate`.', simpleResolvers: true })
export class DialogPreviewTokenCreatePayload extends Payload {
  @Field(() => String, {
    nullable: true,
    description: "A visitor's bearer token for this one dialog. Give it to the widget; it cannot be read again.",
  })
  token!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it ceases to work: an hour from now.' })
  expiresAt!: Date | null;

  @Field(() => Dialog, { nullable: true, description: 'The dialog that it plays.' })
  dialog!: object | null;
}
