import type { PersonListStore } from '../actions/people-ports';
import { PersonListEntity } from '../entities/person-list.entity';
import {
  listMembersAdd,
  listMembersRemove,
  listVisitorsFind,
  personListCount,
  personListFind,
  personListFindKnown,
  personListUses,
} from './sql/person-list.sql';
import type { TransactionLine } from './transaction-line';

export function createPersonListStore(line: TransactionLine): PersonListStore {
  const { workspaceId } = line;
  return {
    find: async (id) => (await line.ask(personListFind(workspaceId, id)))[0] ?? null,
    findKnown: async (ids) => (await line.ask(personListFindKnown(workspaceId, ids))).map(({ id }) => id),
    count: async () => (await line.ask(personListCount(workspaceId)))[0]?.count ?? 0,
    insert: ({ id, name, description }) =>
      line.sendOrm((manager) => manager.insert(PersonListEntity, { workspaceId, personListId: id, name, description })),
    update: (personListId, changes) => {
      if (Object.values(changes).every((value) => value === undefined)) return;
      line.sendOrm((manager) => manager.update(PersonListEntity, { workspaceId, personListId }, changes));
    },
    delete: (personListId) =>
      line.sendOrm((manager) => manager.delete(PersonListEntity, { workspaceId, personListId })),
    findUses: async (id) => (await line.ask(personListUses(workspaceId, id))).map(({ name }) => name),
    findVisitors: async (ids) => {
      const rows = await line.ask(listVisitorsFind(workspaceId, ids));
      return new Map(rows.map(({ id, personId, erased }) => [id, { personId, erased }]));
    },
    addMembers: async (id, { personIds, visitorIds }) =>
      (await line.change(listMembersAdd(workspaceId, id, personIds, visitorIds))).length,
    removeMembers: async (id, memberIds) => (await line.change(listMembersRemove(workspaceId, id, memberIds))).length,
  };
}
