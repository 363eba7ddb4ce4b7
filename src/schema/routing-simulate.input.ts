import { Field, InputType } from 'type-graphql';
import { AttributeInput } from './attribute.type';
import { LiveChatRoutingInput } from './live-chat-routing.type';

@InputType({ description: 'A live chat that is not asked for, and the visitor it is imagined with.' })
export class RoutingSimulateInput {
  @Field(() => LiveChatRoutingInput, { description: 'Whom the card would ask for.' })
  routing!: LiveChatRoutingInput;

  @Field(() => [AttributeInput], {
    nullable: true,
    description: 'What would be known about the visitor; none unless given, up to 200.',
  })
  attributes?: AttributeInput[] | null;
}
