import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { doc } from './doc';
import { Person } from './person.type';
import { Payload } from './user-error.type';

@InputType({
  description: doc`
    Two persons who turn out to be one. Every conversation, browser, list and address of the other is this person's from now
    on. Of what is known of both the stronger source's word stays, and of two alike the later one. It cannot be taken back;
    again is the same answer.`,
})
export class PersonMergeInput {
  @Field(() => ID, { description: 'Who stays.' })
  personId!: string;

  @Field(() => ID, { description: 'Who goes into that person.' })
  otherPersonId!: string;
}

@ObjectType({ description: 'The answer of `personMerge`.', simpleResolvers: true })
export class PersonMergePayload extends Payload {
  @Field(() => Person, { nullable: true, description: 'Who stayed.' })
  person!: object | null;
}
