import { Field, InputType, ObjectType } from 'type-graphql';
import { AttributeInput } from './attribute.type';
import { doc } from './doc';
import { DateTime } from './scalars';
import { Payload } from './user-error.type';
import { Visitor } from './visitor.type';

@InputType({
  description: doc`
    Without a token a new visitor is made; with one the same visitor goes on; an unknown or expired one makes a new visitor,
    too. Attributes given here are the page's word (source PAGE).`,
})
export class VisitorSessionStartInput {
  @Field(() => String, { description: "The workspace's public key." })
  workspaceKey!: string;

  @Field(() => String, { nullable: true, description: 'The token that this browser was given before, if it has one.' })
  visitorToken?: string | null;

  @Field(() => [AttributeInput], {
    nullable: true,
    description: 'What the page knows about the visitor, up to 50. What a visitor or staff said is not overwritten.',
  })
  attributes?: AttributeInput[] | null;
}

@ObjectType({ description: 'The answer of `visitorSessionStart`.', simpleResolvers: true })
export class VisitorSessionStartPayload extends Payload {
  @Field(() => String, { nullable: true, description: 'The bearer token for this browser; null when refused.' })
  token!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it ceases to work unless it is used before.' })
  expiresAt!: Date | null;

  @Field(() => Visitor, { nullable: true, description: 'Who this browser is.' })
  visitor!: object | null;
}
