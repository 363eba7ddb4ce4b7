import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { personMerge, personUpdate, personUpsert, visitorUpdate } from '../actions';
import type { PersonRecord } from '../actions/people.records';
import { cleanName } from '../routing/text';
import { type ConnectionSource, PageArgs } from '../schema/connections';
import { doc } from '../schema/doc';
import { idOf, idOrNull } from '../schema/global-ids';
import { PersonMergeInput, PersonMergePayload } from '../schema/person-merge.input';
import { PersonUpdateInput, PersonUpdatePayload } from '../schema/person-update.input';
import { PersonUpsertInput, PersonUpsertPayload } from '../schema/person-upsert.input';
import { Person, PersonConnection } from '../schema/person.type';
import { VisitorUpdateInput, VisitorUpdatePayload } from '../schema/visitor-update.input';
import type { Context } from './context';
import { demand, enter, reloaded } from './entry';
import { connection, pageRequest } from './paging';
import { badInput, payloadOf } from './refusals';
import { seenVisitor } from './sight';

const longestSearch = 200;

@Resolver()
export class PersonResolver {
  @Query(() => PersonConnection, {
    nullable: true,
    description: 'Everybody with an address, newest first. Needs ALL_CONVERSATIONS_VIEW.',
  })
  async persons(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('search', () => String, {
      nullable: true,
      description: doc`
        Words that an address, its domain, a first or a last name begins with, without regard to case; with several, each of
        them counts. At most 200 characters.`,
    })
    search: string | null,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionSource<PersonRecord>> {
    const scope = await enter(context, info);
    demand(scope, 'people.view');
    if (search !== null && search !== undefined && search.length > longestSearch) {
      throw badInput(`Search for at most ${longestSearch} characters.`);
    }
    return connection(scope.reads.personPage(cleanName(search ?? ''), pageRequest(page, info)));
  }

  @Query(() => Person, {
    nullable: true,
    description: 'One person. Null where there is none. Needs ALL_CONVERSATIONS_VIEW.',
  })
  async person(
    @Arg('id', () => ID, { description: 'The person; who was merged into another is answered as that other.' })
    id: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<PersonRecord | null> {
    const scope = await enter(context, info);
    demand(scope, 'people.view');
    return scope.loaders.person.load(idOf('Person', id));
  }

  @Mutation(() => PersonUpsertPayload, {
    description: 'Finds or makes a person by address, and says what is known of them. Needs ALL_CONVERSATIONS_VIEW.',
  })
  async personUpsert(
    @Arg('input', () => PersonUpsertInput, { description: 'Who, and what is known.' }) input: PersonUpsertInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const outcome = await personUpsert(context.ports, scope.actor, {
      email: input.email,
      attributes: input.attributes ?? [],
      visitorId: idOrNull('Visitor', input.visitorId),
    });
    return payloadOf(outcome, async (id) => ({ person: await reloaded(scope).person.load(id) }));
  }

  @Mutation(() => PersonUpdatePayload, {
    description: 'Puts right what is known of a person. Needs ALL_CONVERSATIONS_VIEW.',
  })
  async personUpdate(
    @Arg('input', () => PersonUpdateInput, { description: 'Which person, and what is to change.' })
    input: PersonUpdateInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const outcome = await personUpdate(context.ports, scope.actor, {
      personId: idOf('Person', input.personId),
      attributes: input.attributes ?? [],
      remove: input.remove ?? [],
    });
    return payloadOf(outcome, async (id) => ({ person: await reloaded(scope).person.load(id) }));
  }

  @Mutation(() => PersonMergePayload, { description: 'Makes two persons one. Needs ALL_CONVERSATIONS_VIEW.' })
  async personMerge(
    @Arg('input', () => PersonMergeInput, { description: 'Who stays, and who goes into them.' })
    input: PersonMergeInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const outcome = await personMerge(context.ports, scope.actor, {
      personId: idOf('Person', input.personId),
      otherPersonId: idOf('Person', input.otherPersonId),
    });
    return payloadOf(outcome, async (id) => ({ person: await reloaded(scope).person.load(id) }));
  }

  @Mutation(() => VisitorUpdatePayload, {
    description: doc`
      Puts right what is known of a visitor. For the agent who serves the visitor now, and for whoever has
      ALL_CONVERSATIONS_VIEW.`,
  })
  async visitorUpdate(
    @Arg('input', () => VisitorUpdateInput, { description: 'Which visitor, and what is to change.' })
    input: VisitorUpdateInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const outcome = await visitorUpdate(context.ports, scope.actor, {
      visitorId: idOf('Visitor', input.visitorId),
      attributes: input.attributes ?? [],
      remove: input.remove ?? [],
    });
    return payloadOf(outcome, async (id) => {
      reloaded(scope);
      return { visitor: await seenVisitor(scope, id) };
    });
  }
}
