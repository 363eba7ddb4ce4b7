import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { Dialog } from './dialog.type';
import { Payload } from './user-error.type';

@InputType({ description: 'A new dialog without cards, as a draft.' })
export class DialogCreateInput {
  @Field(() => String, { description: 'Its name for staff, 1 to 200 characters.' })
  name!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Of the dialogs that fit a visitor the highest wins; 0 unless given.',
  })
  priority?: number | null;
}

@ObjectType({ description: 'The answer of `dialogCreate`.', simpleResolvers: true })
export class DialogCreatePayload extends Payload {
  @Field(() => Dialog, { nullable: true, description: 'The new dialog.' })
  dialog!: object | null;
}
