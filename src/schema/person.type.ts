import { Field, ObjectType } from 'type-graphql';
import { Attribute } from './attribute.type';
import { connectionOf } from './connections';
import { doc } from './doc';
import { Node } from './node.type';
import { ConsentPurposeEnum } from './people-enums';
import { DateTime } from './scalars';
import { Visitor } from './visitor.type';

@ObjectType({
  implements: Node,
  description: doc`
    Somebody with an e-mail address, behind one browser or several. Staff only, everywhere: a visitor's token reads nothing of
    it. Who was merged into another is answered as that other.`,
  simpleResolvers: true,
})
export class Person {
  @Field(() => String, {
    nullable: true,
    description: 'The address, in lower case: two that differ in case alone are one. Null once the person was erased.',
  })
  email!: string | null;

  @Field(() => [String], { description: 'Addresses of those who were merged into this person; they lead here, too.' })
  otherEmails!: string[];

  @Field(() => [Attribute], {
    description: doc`
      What is known: what was said at any of the browsers, by staff and by integrations, each with its source. The word of a
      page stays with the browser.`,
  })
  attributes!: Attribute[];

  @Field(() => DateTime, { description: 'When the address was first given.' })
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When everything known was erased; null: never.' })
  erasedAt!: Date | null;
}

@ObjectType({
  implements: Node,
  description: 'A list of people that audiences and branches ask about. Staff only.',
  simpleResolvers: true,
})
export class PersonList {
  @Field(() => String, { description: 'Its name, unique in the workspace without regard to case.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What it is for; null where nothing was said.' })
  description!: string | null;

  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt!: Date;
}

@ObjectType({
  description: 'Somebody on a list: a person with all browsers, or one browser of which nobody knows whose it is.',
  simpleResolvers: true,
})
export class PersonListMember {
  @Field(() => DateTime, { description: 'When it came onto the list.' })
  addedAt!: Date;
}

@ObjectType({ description: 'What a visitor allows or has taken back.', simpleResolvers: true })
export class Consent {
  @Field(() => ConsentPurposeEnum, { description: 'What for.' })
  purpose!: keyof typeof ConsentPurposeEnum;

  @Field(() => Boolean, { description: 'Whether it is allowed now.' })
  granted!: boolean;

  @Field(() => DateTime, { nullable: true, description: 'When it was allowed last; null: never.' })
  grantedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was taken back last; null: never.' })
  withdrawnAt!: Date | null;
}

export const { Edge: PersonEdge, Connection: PersonConnection } = connectionOf('Person', () => Person, 'persons');
export const { Edge: PersonListEdge, Connection: PersonListConnection } = connectionOf(
  'PersonList',
  () => PersonList,
  'lists of people',
);
export const { Edge: PersonListMemberEdge, Connection: PersonListMemberConnection } = connectionOf(
  'PersonListMember',
  () => PersonListMember,
  'members',
);
export const { Edge: VisitorEdge, Connection: VisitorConnection } = connectionOf('Visitor', () => Visitor, 'visitors');
