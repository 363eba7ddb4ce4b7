import { Field, InputType, ObjectType } from 'type-graphql';
import { doc } from './doc';
import { Payload } from './user-error.type';

@InputType({
  description: doc`
    An attribute that is built in, or that a dialog or a rule uses, cannot be deleted: IN_USE names where. What visitors said
    under the name stays with them.`,
})
export class AttributeDefinitionDeleteInput {
  @Field(() => String, { description: 'The name of the attribute, without regard to case.' })
  name!: string;
}

@ObjectType({ description: 'The answer of `attributeDefinitionDelete`.', simpleResolvers: true })
export class AttributeDefinitionDeletePayload extends Payload {
  @Field(() => String, { nullable: true, description: 'The name that is gone.' })
  name!: string | null;
}
