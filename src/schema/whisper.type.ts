import { Field, ObjectType } from 'type-graphql';
import { Node } from './node.type';
import { DateTime } from './scalars';

@ObjectType({
  implements: Node,
  description: 'Said among staff beside a chat: never in its transcript, never told to the visitor. Staff only.',
  simpleResolvers: true,
})
export class Whisper {
  @Field(() => String, { description: 'What was said.' })
  text!: string;

  @Field(() => String, { description: 'Who said it, by the name of that time.' })
  agentName!: string;

  @Field(() => String, { nullable: true, description: 'The key that its client gave it; null: none.' })
  clientMessageId!: string | null;

  @Field(() => DateTime, { description: 'When it was stored.' })
  createdAt!: Date;
}
