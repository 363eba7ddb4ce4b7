import type { ProfileStore } from '../actions/ports';
import { ProfileEntity } from '../entities/profile.entity';
import { profileAgents, profileCount, profileFind } from './sql/profile.sql';
import type { TransactionLine } from './transaction-line';

export function createProfileStore(line: TransactionLine): ProfileStore {
  const { workspaceId } = line;
  return {
    find: async (id) => (await line.ask(profileFind(workspaceId, id)))[0] ?? null,
    count: async () => (await line.ask(profileCount(workspaceId)))[0]?.count ?? 0,
    findAgentIds: async (id) => (await line.ask(profileAgents(workspaceId, id))).map((agent) => agent.id),
    insert: ({ id, permissions, ...profile }) =>
      line.sendOrm((manager) =>
        manager.insert(ProfileEntity, { workspaceId, profileId: id, ...profile, permissions: [...permissions] }),
      ),
    update: (profileId, { permissions, ...changes }) => {
      const columns = { ...changes, ...(permissions !== undefined && { permissions: [...permissions] }) };
      if (Object.values(columns).every((value) => value === undefined)) return;
      line.sendOrm((manager) => manager.update(ProfileEntity, { workspaceId, profileId }, columns));
    },
    delete: (profileId) => line.sendOrm((manager) => manager.delete(ProfileEntity, { workspaceId, profileId })),
  };
}
