import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { DialogKindEnum } from './lifecycle-enums';
import { Dialog } from './dialog.type';
import { Payload } from './user-error.type';

@InputType({ description: 'A new dialog or flow without cards, as a draft.' })
export class DialogCreateInput {
  @Field(() => String, { description: 'Its name for staff, 1 to 200 characters.' })
  name!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Of the dialogs that fit a visitor the highest wins; 0 unless given.',
  })
  priority?: number | null;

  @Field(() => DialogKindEnum, {
    nullable: true,
    description: 'DIALOG unless given. A FLOW needs FLOWS_MANAGE instead of DIALOGS_MANAGE.',
  })
  kind?: keyof typeof DialogKindEnum | null;

  @Field(() => String, {
    nullable: true,
    description:
      'By which export and import know it: 1 to 100 small letters, digits, dots, hyphens and underscores. Made of the name unless given.',
  })
  key?: string | null;

  @Field(() => String, { nullable: true, description: 'What it is for, up to 1,000 characters.' })
  description?: string | null;

  @Field(() => String, { nullable: true, description: "Of the cards' own words, as a BCP 47 tag; `en` unless given." })
  language?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: "Tried behind the visitor's language and before the cards' own words; up to 10.",
  })
  fallbackLanguages?: string[] | null;
}

@ObjectType({ description: 'The answer of `dialogCreate`.', simpleResolvers: true })
export class DialogCreatePayload extends Payload {
  @Field(() => Dialog, { nullable: true, description: 'The new dialog.' })
  dialog!: object | null;
}
