import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { doc } from './doc';
import { PersonList } from './person.type';
import { Payload } from './user-error.type';

@InputType({ description: 'Somebody by one of the two, else INVALID.' })
export class PersonListMemberInput {
  @Field(() => String, { nullable: true, description: 'An e-mail address.' })
  email?: string | null;

  @Field(() => ID, { nullable: true, description: 'A browser; one that is known stands for its person.' })
  visitorId?: string | null;
}

@InputType({
  description: doc`
    All of them or none: every row with a fault is told by its place, such as ["members", "17", "email"], and then nobody is
    added. An address that nobody has becomes a person.`,
})
export class PersonListMembersAddInput {
  @Field(() => ID, { description: 'The list.' })
  personListId!: string;

  @Field(() => [PersonListMemberInput], { description: '1 to 1,000. Who is on the list already stays there.' })
  members!: PersonListMemberInput[];
}

@ObjectType({ description: 'The answer of `personListMembersAdd`.', simpleResolvers: true })
export class PersonListMembersAddPayload extends Payload {
  @Field(() => PersonList, { nullable: true, description: 'The list.' })
  personList!: object | null;

  @Field(() => Int, { nullable: true, description: 'How many were not on it before.' })
  added!: number | null;
}
