import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { AttributeInput } from './attribute.type';
import { doc } from './doc';
import { Person } from './person.type';
import { Payload } from './user-error.type';

@InputType({
  description: doc`
    What is put right about a person: by an agent with source STAFF, by an API token with source INTEGRATION. What a stronger
    source said before stays. Nothing of it is told to the person's browsers.`,
})
export class PersonUpdateInput {
  @Field(() => ID, { description: 'The person.' })
  personId!: string;

  @Field(() => [AttributeInput], {
    nullable: true,
    description: doc`
      At most 50. \`email\` changes the address; one that somebody else has is a CONFLICT: merge the two instead.`,
  })
  attributes?: AttributeInput[] | null;

  @Field(() => [String], { nullable: true, description: 'Names of attributes that are to be unknown again.' })
  remove?: string[] | null;
}

@ObjectType({ description: 'The answer of `personUpdate`.', simpleResolvers: true })
export class PersonUpdatePayload extends Payload {
  @Field(() => Person, { nullable: true, description: 'The person with the changes.' })
  person!: object | null;
}
