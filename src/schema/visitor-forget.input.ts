import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { doc } from './doc';
import { Payload } from './user-error.type';

@InputType({
  description: doc`
    Whom to forget for good, one of the two. Names, addresses, attributes, consents, lists, visited pages, all that was said on
    either side and the mails about it are erased; numbers and times stay, so that no count changes. The browsers' tokens end.
    A running live chat, or a meeting ahead, is a CONFLICT: end or cancel it first.`,
})
export class VisitorForgetInput {
  @Field(() => ID, {
    nullable: true,
    description: 'A browser. One that is known stands for its person with all browsers.',
  })
  visitorId?: string | null;

  @Field(() => ID, { nullable: true, description: 'A person, with all browsers and everybody who was merged into it.' })
  personId?: string | null;
}

@ObjectType({ description: 'The answer of `visitorForget`.', simpleResolvers: true })
export class VisitorForgetPayload extends Payload {
  @Field(() => Int, { nullable: true, description: 'How many browsers were forgotten.' })
  visitors!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many conversations have no words any more.' })
  conversations!: number | null;
}
