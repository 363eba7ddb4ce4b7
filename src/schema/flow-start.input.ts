import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { AttributeInput } from './attribute.type';
import { Conversation } from './conversation.type';
import { doc } from './doc';
import { DeliveryEnum } from './play-enums';
import { Payload } from './user-error.type';
import { VisitInput } from './visit.input';

@InputType({
  description: doc`
    Starts a published flow for this visitor: by a click, a form or a call of the page. While its conversation is open the same
    one is answered; a finished one is begun anew, as often as one likes. Name the flow by \`flowId\` or by \`flowKey\`.`,
})
export class FlowStartInput {
  @Field(() => ID, { nullable: true, description: 'The flow by its id.' })
  flowId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The flow by its key, which stays the same over export and import.',
  })
  flowKey?: string | null;

  @Field(() => [AttributeInput], {
    nullable: true,
    description: doc`
      What the page knows about the visitor, up to 50: the fields of its form, say. Stored with source PAGE, so what a visitor or
      staff said is not overwritten; the flow's branches and tokens see it from the first card on.`,
  })
  attributes?: AttributeInput[] | null;

  @Field(() => DeliveryEnum, { defaultValue: 'POPUP', description: 'How it stands on the page.' })
  delivery!: keyof typeof DeliveryEnum;

  @Field(() => String, { nullable: true, description: 'The address of the page, up to 2,048 characters.' })
  pageUrl?: string | null;

  @Field(() => VisitInput, { nullable: true, description: 'What the page tells of the visit.' })
  visit?: VisitInput | null;

  @Field(() => String, {
    nullable: true,
    description: doc`
      The page's own name for this start, up to 200 characters: the same start sent again, because its answer was lost, answers
      with the conversation that it began, finished or not. Of another flow it is a CONFLICT.`,
  })
  clientFlowId?: string | null;
}

@ObjectType({ description: 'The answer of `flowStart`.', simpleResolvers: true })
export class FlowStartPayload extends Payload {
  @Field(() => Conversation, {
    nullable: true,
    description: "The conversation; null when refused, and while the workspace's chat is switched off.",
  })
  conversation!: object | null;
}
