import { Field, InputType, ObjectType } from 'type-graphql';
import { ConsentPurposeEnum } from './people-enums';
import { Payload } from './user-error.type';
import { Visitor } from './visitor.type';

@InputType({ description: 'What the visitor allows, or takes back. The time is kept; again the same changes nothing.' })
export class VisitorConsentSetInput {
  @Field(() => ConsentPurposeEnum, { description: 'What for.' })
  purpose!: keyof typeof ConsentPurposeEnum;

  @Field(() => Boolean, { description: 'True allows it, false takes it back.' })
  granted!: boolean;
}

@ObjectType({ description: 'The answer of `visitorConsentSet`.', simpleResolvers: true })
export class VisitorConsentSetPayload extends Payload {
  @Field(() => Visitor, { nullable: true, description: 'The visitor, with `consents` as they are now.' })
  visitor!: object | null;
}
