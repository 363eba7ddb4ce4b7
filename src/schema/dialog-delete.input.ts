import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { doc } from './doc';
import { Payload } from './user-error.type';

@InputType({
  description: doc`
    For good. CONFLICT while it is published; IN_USE while a published dialog plays it (the message names which) or a
    conversation of it goes on. Ended conversations keep it.`,
})
export class DialogDeleteInput {
  @Field(() => ID, { description: 'The dialog.' })
  dialogId!: string;
}

@ObjectType({ description: 'The answer of `dialogDelete`.', simpleResolvers: true })
export class DialogDeletePayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'The id that is gone, so that a client can drop it.' })
  dialogId!: string | null;
}
