import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { CardInput } from './card.input';
import { Dialog } from './dialog.type';
import { doc } from './doc';
import { Payload } from './user-error.type';

@InputType({
  description: doc`
    The first card is the entry. \`next: null\` ends a branch. \`ifRevision\` refuses with CONFLICT when somebody else changed
    the working copy. Cards with issues are stored and told in \`Dialog.issues\`.`,
})
export class DialogStreamReplaceInput {
  @Field(() => ID, { description: 'The dialog.' })
  dialogId!: string;

  @Field(() => [CardInput], { description: 'All cards of the working copy from now on, up to 5,000.' })
  cards!: CardInput[];

  @Field(() => Int, {
    nullable: true,
    description: 'The `revision` that the change is based on; absent: whatever it is.',
  })
  ifRevision?: number | null;
}

@ObjectType({ description: 'The answer of `dialogStreamReplace`.', simpleResolvers: true })
export class DialogStreamReplacePayload extends Payload {
  @Field(() => Dialog, { nullable: true, description: 'The dialog with its new working copy and its issues.' })
  dialog!: object | null;
}
