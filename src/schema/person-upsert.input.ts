import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { AttributeInput } from './attribute.type';
import { doc } from './doc';
import { Person } from './person.type';
import { Payload } from './user-error.type';

@InputType({ description: 'A person as another system knows them, found by the e-mail address or made.' })
export class PersonUpsertInput {
  @Field(() => String, { description: 'The address, compared without case.' })
  email!: string;

  @Field(() => [AttributeInput], {
    nullable: true,
    description: 'At most 50, none of them `email`. What a stronger source said before stays.',
  })
  attributes?: AttributeInput[] | null;

  @Field(() => ID, {
    nullable: true,
    description: doc`
      A browser at which this person sits for certain, because they are signed in there, say. It is theirs from now on, with
      its open conversations, whoever it belonged to before.`,
  })
  visitorId?: string | null;
}

@ObjectType({ description: 'The answer of `personUpsert`.', simpleResolvers: true })
export class PersonUpsertPayload extends Payload {
  @Field(() => Person, { nullable: true, description: 'The person.' })
  person!: object | null;
}
