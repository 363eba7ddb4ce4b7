import { Field, InputType, ObjectType } from 'type-graphql';
import { doc } from './doc';
import { AttributeSourceEnum, AttributeTypeEnum } from './enums';

@ObjectType({
  description: doc`
    A named fact about a visitor (\`firstName\`, \`email\`, \`country\`, \`companySize\` …) and who said so. Values are text; the
    definition types them.`,
  simpleResolvers: true,
})
export class Attribute {
  @Field(() => String, { description: 'Which attribute; see `attributeDefinitions`.' })
  name!: string;

  @Field(() => String, { description: 'Its value as text.' })
  value!: string;

  @Field(() => AttributeSourceEnum, { description: 'Who said so.' })
  source!: keyof typeof AttributeSourceEnum;
}

@ObjectType({ description: 'An attribute that cards, conditions and pages may use.', simpleResolvers: true })
export class AttributeDefinition {
  @Field(() => String, { description: 'The name by which cards and conditions refer to it.' })
  name!: string;

  @Field(() => String, { description: 'The name for people.' })
  label!: string;

  @Field(() => AttributeTypeEnum, { description: 'What its text stands for.' })
  type!: keyof typeof AttributeTypeEnum;

  @Field(() => Boolean, { description: 'Whether every workspace has it; others were defined here.' })
  builtIn!: boolean;

  @Field(() => [String], {
    description: 'The values that a PICKLIST has, in their order; without one every text is fine.',
  })
  options!: string[];
}

@ObjectType({ description: 'Where an attribute is used: a dialog or a rule.', simpleResolvers: true })
export class AttributeUse {
  @Field(() => String, { description: 'The name of the dialog or the rule.' })
  name!: string;
}

@InputType({ description: 'The value of an attribute, as text.' })
export class AttributeInput {
  @Field(() => String, { description: 'Which attribute.' })
  name!: string;

  @Field(() => String, { description: 'Its value; refused as INVALID where the definition types it otherwise.' })
  value!: string;
}
