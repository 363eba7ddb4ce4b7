import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import {
  personListCreate,
  personListDelete,
  personListMembersAdd,
  personListMembersRemove,
  personListUpdate,
} from '../actions';
import type { ListMemberDraft } from '../actions/list-members';
import type { PersonListRecord } from '../actions/people.records';
import { type ConnectionSource, PageArgs } from '../schema/connections';
import { globalId, idOf, idOrNull } from '../schema/global-ids';
import { PersonListCreateInput, PersonListCreatePayload } from '../schema/person-list-create.input';
import { PersonListDeleteInput, PersonListDeletePayload } from '../schema/person-list-delete.input';
import {
  type PersonListMemberInput,
  PersonListMembersAddInput,
  PersonListMembersAddPayload,
} from '../schema/person-list-members-add.input';
import {
  PersonListMembersRemoveInput,
  PersonListMembersRemovePayload,
} from '../schema/person-list-members-remove.input';
import { PersonListUpdateInput, PersonListUpdatePayload } from '../schema/person-list-update.input';
import { PersonList, PersonListConnection } from '../schema/person.type';
import type { Context } from './context';
import { demand, enter, reloaded, scopeOf } from './entry';
import { present } from './given';
import { connection, pageRequest } from './paging';
import { payloadOf } from './refusals';

function draftsOf(members: readonly PersonListMemberInput[]): readonly ListMemberDraft[] {
  return members.map(({ email, visitorId }) => ({ email: email ?? null, visitorId: idOrNull('Visitor', visitorId) }));
}

@Resolver()
export class PersonListResolver {
  @Query(() => PersonListConnection, { nullable: true, description: 'All lists of people, oldest first. Staff only.' })
  async personLists(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionSource<PersonListRecord>> {
    const scope = await enter(context, info);
    demand(scope, 'lists.view');
    return connection(scope.reads.personListPage(pageRequest(page, info)));
  }

  @Query(() => PersonList, { nullable: true, description: 'One list. Null where there is none. Staff only.' })
  async personList(
    @Arg('id', () => ID, { description: 'The list.' }) id: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<PersonListRecord | null> {
    const scope = await enter(context, info);
    demand(scope, 'lists.view');
    return scope.loaders.personList.load(idOf('PersonList', id));
  }

  @Mutation(() => PersonListCreatePayload, { description: 'Makes a list. Needs DIALOGS_MANAGE.' })
  async personListCreate(
    @Arg('input', () => PersonListCreateInput, { description: 'Its name.' }) input: PersonListCreateInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const scope = scopeOf(context);
    const { name, description } = input;
    const outcome = await personListCreate(context.ports, scope.actor, { name, description: description ?? null });
    return payloadOf(outcome, async (id) => ({ personList: await reloaded(scope).personList.load(id) }));
  }

  @Mutation(() => PersonListUpdatePayload, { description: 'Renames a list. Needs DIALOGS_MANAGE.' })
  async personListUpdate(
    @Arg('input', () => PersonListUpdateInput, { description: 'Which list, and what is to change.' })
    input: PersonListUpdateInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const scope = scopeOf(context);
    const outcome = await personListUpdate(context.ports, scope.actor, {
      personListId: idOf('PersonList', input.personListId),
      ...present({ name: input.name }),
      // Null means something here: no description.
      ...(input.description !== undefined && { description: input.description }),
    });
    return payloadOf(outcome, async (id) => ({ personList: await reloaded(scope).personList.load(id) }));
  }

  @Mutation(() => PersonListDeletePayload, {
    description: 'Deletes a list that no dialog asks about. Needs DIALOGS_MANAGE.',
  })
  async personListDelete(
    @Arg('input', () => PersonListDeleteInput, { description: 'Which list.' }) input: PersonListDeleteInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const personListId = idOf('PersonList', input.personListId);
    const outcome = await personListDelete(context.ports, scopeOf(context).actor, { personListId });
    return payloadOf(outcome, (id) => ({ personListId: globalId('PersonList', id) }));
  }

  @Mutation(() => PersonListMembersAddPayload, { description: 'Puts people on a list. Needs DIALOGS_MANAGE.' })
  async personListMembersAdd(
    @Arg('input', () => PersonListMembersAddInput, { description: 'Which list, and who.' })
    input: PersonListMembersAddInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const scope = scopeOf(context);
    const outcome = await personListMembersAdd(context.ports, scope.actor, {
      personListId: idOf('PersonList', input.personListId),
      members: draftsOf(input.members),
    });
    return payloadOf(outcome, async ({ personListId, changed }) => ({
      personList: await reloaded(scope).personList.load(personListId),
      added: changed,
    }));
  }

  @Mutation(() => PersonListMembersRemovePayload, { description: 'Takes people off a list. Needs DIALOGS_MANAGE.' })
  async personListMembersRemove(
    @Arg('input', () => PersonListMembersRemoveInput, { description: 'Which list, and who.' })
    input: PersonListMembersRemoveInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const scope = scopeOf(context);
    const outcome = await personListMembersRemove(context.ports, scope.actor, {
      personListId: idOf('PersonList', input.personListId),
      members: draftsOf(input.members),
    });
    return payloadOf(outcome, async ({ personListId, changed }) => ({
      personList: await reloaded(scope).personList.load(personListId),
      removed: changed,
    }));
  }
}
