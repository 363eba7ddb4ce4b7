import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { AttributeInput } from './attribute.type';
import { doc } from './doc';
import { Payload } from './user-error.type';
import { Visitor } from './visitor.type';

@InputType({
  description: doc`
    What is put right about a visitor: by an agent with source STAFF, by an API token with source INTEGRATION. What a stronger
    source said before stays.`,
})
export class VisitorUpdateInput {
  @Field(() => ID, { description: 'The visitor.' })
  visitorId!: string;

  @Field(() => [AttributeInput], {
    nullable: true,
    description: 'At most 50. An `email` says whose browser it is, as it does when the visitor gives it.',
  })
  attributes?: AttributeInput[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Names of attributes that are to be unknown again, of the visitor and of its person.',
  })
  remove?: string[] | null;
}

@ObjectType({ description: 'The answer of `visitorUpdate`.', simpleResolvers: true })
export class VisitorUpdatePayload extends Payload {
  @Field(() => Visitor, { nullable: true, description: 'The visitor with the changes.' })
  visitor!: object | null;
}
