import { Field, InputType, ObjectType } from 'type-graphql';
import { AttributeDefinition } from './attribute.type';
import { Payload } from './user-error.type';

@InputType({ description: 'What is absent stays. Name and type stay for good.' })
export class AttributeDefinitionUpdateInput {
  @Field(() => String, { description: 'The name of the attribute, without regard to case.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'The name for people, 1 to 200 characters.' })
  label?: string | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'All values of a PICKLIST from now on, at most 200. One that goes stays the value of whoever chose it.',
  })
  options?: string[] | null;
}

@ObjectType({ description: 'The answer of `attributeDefinitionUpdate`.', simpleResolvers: true })
export class AttributeDefinitionUpdatePayload extends Payload {
  @Field(() => AttributeDefinition, { nullable: true, description: 'The definition with its changes.' })
  attributeDefinition!: object | null;
}
