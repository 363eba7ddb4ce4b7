import type { TeamStore } from '../actions/ports';
import { CustomRuleEntity } from '../entities/custom-rule.entity';
import { TeamEntity } from '../entities/team.entity';
import { TeamMemberEntity } from '../entities/team-member.entity';
import { dialogFindNaming } from './sql/dialog.sql';
import { routeFindNaming } from './sql/route.sql';
import type { TransactionLine } from './transaction-line';

export function createTeamStore(line: TransactionLine): TeamStore {
  const { workspaceId } = line;
  return {
    find: async (teamId) => {
      const row = await line.askOrm((manager) => manager.findOneBy(TeamEntity, { workspaceId, teamId }));
      return row === null ? null : { id: row.teamId, name: row.name, createdAt: row.createdAt };
    },
    findMemberIds: async (teamId) => {
      const rows = await line.askOrm((manager) =>
        manager.find(TeamMemberEntity, { where: { workspaceId, teamId }, order: { place: 'ASC' } }),
      );
      return rows.map((row) => row.agentId);
    },
    insert: ({ id, name }) => line.sendOrm((manager) => manager.insert(TeamEntity, { workspaceId, teamId: id, name })),
    rename: (teamId, name) => line.sendOrm((manager) => manager.update(TeamEntity, { workspaceId, teamId }, { name })),
    replaceMembers: (teamId, agentIds) =>
      line.sendOrm(async (manager) => {
        await manager.delete(TeamMemberEntity, { workspaceId, teamId });
        if (agentIds.length === 0) return;
        await manager.insert(
          TeamMemberEntity,
          agentIds.map((agentId, index) => ({ workspaceId, teamId, agentId, place: index + 1 })),
        );
      }),
    delete: (teamId) => line.sendOrm((manager) => manager.delete(TeamEntity, { workspaceId, teamId })),
    findUses: async (teamId) => {
      const dialogs = line.ask(dialogFindNaming('teamId', workspaceId, teamId));
      const rules = line.askOrm((manager) =>
        manager.find(CustomRuleEntity, { where: { workspaceId, teamId }, order: { position: 'ASC' } }),
      );
      const routes = line.ask(routeFindNaming('teamId', workspaceId, teamId));
      return {
        routes: (await routes).map((route) => route.name),
        dialogs: (await dialogs).map((dialog) => dialog.name),
        rules: (await rules).map((rule) => rule.name),
      };
    },
  };
}
