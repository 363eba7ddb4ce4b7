import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { AudienceInput } from './audience.input';
import { Dialog } from './dialog.type';
import { doc } from './doc';
import { Payload } from './user-error.type';

@InputType({
  description: doc`
    What is left out stays. All but name, description and priority is part of the working copy: visitors meet it when it is
    published. \`ifRevision\` refuses with CONFLICT when somebody else changed the dialog.`,
})
export class DialogUpdateInput {
  @Field(() => ID, { description: 'The dialog.' })
  dialogId!: string;

  @Field(() => String, { nullable: true, description: 'Its name for staff, 1 to 200 characters.' })
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What it is for, up to 1,000 characters; null or "" for nothing.',
  })
  description?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Of the dialogs that fit a visitor the highest wins. Counts at once.',
  })
  priority?: number | null;

  @Field(() => String, { nullable: true, description: "Of the cards' own words, as a BCP 47 tag." })
  language?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: "Tried behind the visitor's language and before the cards' own words; up to 10.",
  })
  fallbackLanguages?: string[] | null;

  @Field(() => AudienceInput, { nullable: true, description: 'Who meets it; replaces the whole. Null: everybody.' })
  audience?: AudienceInput | null;

  @Field(() => String, {
    nullable: true,
    description: "What visitors read when nobody takes their chat; null: the workspace's sentence.",
  })
  fallbackMessage?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The `revision` that the change is based on; absent: whatever it is.',
  })
  ifRevision?: number | null;
}

@ObjectType({ description: 'The answer of `dialogUpdate`.', simpleResolvers: true })
export class DialogUpdatePayload extends Payload {
  @Field(() => Dialog, { nullable: true, description: 'The dialog as it is now.' })
  dialog!: object | null;
}
