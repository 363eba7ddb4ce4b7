import { Field, Int, ObjectType } from 'type-graphql';
import { doc } from './doc';
import { OfferStateEnum } from './enums';
import { OfferKindEnum } from './handover-enums';
import { Node } from './node.type';
import { DateTime } from './scalars';

@ObjectType({
  implements: Node,
  description: doc`
    A live chat that rings at one agent. It takes a place of the agent's capacity while pending. Staff only: its agent, and
    whoever sees all conversations.`,
  simpleResolvers: true,
})
export class Offer {
  @Field(() => OfferStateEnum, { description: 'Where it stands.' })
  state!: keyof typeof OfferStateEnum;

  @Field(() => OfferKindEnum, { description: 'What it is for.' })
  kind!: keyof typeof OfferKindEnum;

  @Field(() => String, {
    nullable: true,
    description: 'What who hands over says to who is asked; null: nothing, and for a request of the visitor.',
  })
  note!: string | null;

  @Field(() => Int, { description: '1 for the first offer of its request, 2 for the next, and so on.' })
  attempt!: number;

  @Field(() => DateTime, { description: 'When it was made.' })
  offeredAt!: Date;

  @Field(() => DateTime, {
    description: 'When it expires unless answered. An accept that is stored before this instant wins.',
  })
  expiresAt!: Date;
}
