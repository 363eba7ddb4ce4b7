import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Int, Resolver, Root } from 'type-graphql';
import type { PersonListMemberRecord } from '../actions/people-ports';
import type { PersonListRecord, PersonRecord } from '../actions/people.records';
import type { Page } from '../actions/pages';
import type { ConversationRecord, VisitorRecord } from '../actions/records';
import { attributeKey } from '../routing/attributes';
import { type ConnectionSource, PageArgs } from '../schema/connections';
import { ConversationConnection } from '../schema/conversation.type';
import { doc } from '../schema/doc';
import {
  Person,
  PersonList,
  PersonListMember,
  PersonListMemberConnection,
  VisitorConnection,
} from '../schema/person.type';
import { Visitor } from '../schema/visitor.type';
import type { Context } from './context';
import { conversationsPage } from './conversation-list';
import { demand, staffScope } from './entry';
import { connection, pageRequest } from './paging';
import type { VisitorSource } from './sight';

function valueOf({ attributes }: PersonRecord, name: string): string | null {
  return attributes.find((attribute) => attributeKey(attribute.name) === name)?.value ?? null;
}

/** Of those whom one may see by their person, everything is shown. */
async function whole(reading: Promise<Page<VisitorRecord>>): Promise<Page<VisitorSource>> {
  const page = await reading;
  return { ...page, rows: page.rows.map(({ row, cursor }) => ({ row: { visitor: row, sight: 'WHOLE' }, cursor })) };
}

/** Whoever holds a person was let in by the field that led here. */
@Resolver(() => Person)
export class PersonFields {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'First and last name, as far as they are known; null where neither is.',
  })
  name(@Root() person: PersonRecord): string | null {
    const parts = [valueOf(person, 'firstname'), valueOf(person, 'lastname')].filter(Boolean);
    return parts.length === 0 ? null : parts.join(' ');
  }

  @FieldResolver(() => ConversationConnection, {
    nullable: true,
    description: doc`
      The person's conversations at every browser, newest first, as far as the caller may list them. What an earlier owner of
      a browser said there is not among them.`,
  })
  conversations(
    @Root() person: PersonRecord,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionSource<ConversationRecord>> {
    return connection(conversationsPage(staffScope(context), { personId: person.id }, pageRequest(page, info)));
  }

  @FieldResolver(() => VisitorConnection, {
    nullable: true,
    description: "The person's browsers, newest first. Needs ALL_CONVERSATIONS_VIEW.",
  })
  visitors(
    @Root() person: PersonRecord,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionSource<VisitorSource>> {
    const scope = staffScope(context);
    demand(scope, 'people.view');
    return connection(whole(scope.reads.visitorsOfPerson(person.id, pageRequest(page, info))));
  }

  @FieldResolver(() => [PersonList], { description: 'The lists that the person is on, by name.' })
  lists(@Root() person: PersonRecord, @Ctx() context: Context): Promise<readonly PersonListRecord[]> {
    return staffScope(context).loaders.listsOfPerson.load(person.id);
  }
}

@Resolver(() => PersonList)
export class PersonListFields {
  @FieldResolver(() => Int, { description: 'How many are on it: persons, and browsers of which nobody knows whose.' })
  memberCount(@Root() list: PersonListRecord): number {
    return list.members;
  }

  @FieldResolver(() => PersonListMemberConnection, {
    nullable: true,
    description: 'Who is on it, in the order in which they came. Needs ALL_CONVERSATIONS_VIEW.',
  })
  members(
    @Root() list: PersonListRecord,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionSource<PersonListMemberRecord>> {
    const scope = staffScope(context);
    demand(scope, 'people.view');
    return connection(scope.reads.personListMembers(list.id, pageRequest(page, info)));
  }
}

@Resolver(() => PersonListMember)
export class PersonListMemberFields {
  @FieldResolver(() => Person, { nullable: true, description: 'The person; null for a browser.' })
  person(@Root() { personId }: PersonListMemberRecord, @Ctx() context: Context): Promise<PersonRecord | null> | null {
    return personId === null ? null : staffScope(context).loaders.person.load(personId);
  }

  @FieldResolver(() => Visitor, { nullable: true, description: 'The browser; null for a person.' })
  async visitor(@Root() { visitorId }: PersonListMemberRecord, @Ctx() context: Context): Promise<VisitorSource | null> {
    const visitor = visitorId === null ? null : await staffScope(context).loaders.visitor.load(visitorId);
    return visitor === null ? null : { visitor, sight: 'WHOLE' };
  }
}
