import { Field, InputType, ObjectType } from 'type-graphql';
import { AttributeDefinition } from './attribute.type';
import { AttributeTypeEnum } from './enums';
import { Payload } from './user-error.type';

@InputType({ description: 'A new attribute for cards, conditions and pages.' })
export class AttributeDefinitionCreateInput {
  @Field(() => String, {
    description:
      'A letter, then up to 63 letters, digits and underscores, such as "customerNumber"; unique (CONFLICT).',
  })
  name!: string;

  @Field(() => String, { description: 'The name for people, 1 to 200 characters.' })
  label!: string;

  @Field(() => AttributeTypeEnum, { description: 'What its text stands for.' })
  type!: keyof typeof AttributeTypeEnum;

  @Field(() => [String], {
    nullable: true,
    description: 'The values of a PICKLIST, at most 200; without one every text is fine.',
  })
  options?: string[] | null;
}

@ObjectType({ description: 'The answer of `attributeDefinitionCreate`.', simpleResolvers: true })
export class AttributeDefinitionCreatePayload extends Payload {
  @Field(() => AttributeDefinition, { nullable: true, description: 'The new definition.' })
  attributeDefinition!: AttributeDefinition | null;
}
