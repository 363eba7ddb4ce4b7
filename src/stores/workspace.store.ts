import type { UsageStore, WorkspaceStore } from '../actions/ports';
import { WorkspaceEntity } from '../entities/workspace.entity';
import { agentsFollowDefaultCapacity } from './sql/agent.sql';
import { identitySecretFind, identitySecretSet } from './sql/identity-secret.sql';
import { usageCountEngaged, usageCountLiveChat, usageFind, usageUpdateLimits } from './sql/usage.sql';
import { workspaceFind } from './sql/workspace.sql';
import type { TransactionLine } from './transaction-line';

export function createWorkspaceStore(line: TransactionLine): WorkspaceStore {
  const { workspaceId } = line;
  return {
    find: async () => {
      const [row] = await line.ask(workspaceFind(workspaceId));
      if (row === undefined) throw new Error(`There is no workspace ${workspaceId}.`);
      return row;
    },
    setChatEnabled: (chatEnabled) =>
      line.sendOrm((manager) => manager.update(WorkspaceEntity, { workspaceId }, { chatEnabled })),
    findIdentitySecret: async () => (await line.ask(identitySecretFind(workspaceId)))[0]?.sealed ?? null,
    setIdentitySecret: (sealed) => line.send(identitySecretSet(workspaceId, sealed)),
    updateWidget: ({ label, accent, side, privacyUrl, asksConsent }) => {
      const look = { widgetLabel: label, widgetAccent: accent, widgetSide: side, widgetPrivacyUrl: privacyUrl };
      const columns = { ...look, asksConsent };
      if (Object.values(columns).every((value) => value === undefined)) return;
      line.sendOrm((manager) => manager.update(WorkspaceEntity, { workspaceId }, columns));
    },
    updateSecurity: ({ allowedOrigins, blockedEmailDomains, blocksEmailDomains, eventRetentionDays }) => {
      const columns = {
        allowedOrigins: allowedOrigins && [...allowedOrigins],
        blockedEmailDomains: blockedEmailDomains && [...blockedEmailDomains],
        blocksEmailDomains,
        eventRetentionDays,
      };
      if (Object.values(columns).every((value) => value === undefined)) return;
      line.sendOrm((manager) => manager.update(WorkspaceEntity, { workspaceId }, columns));
    },
    updateSettings: (changes) => {
      if (Object.values(changes).every((value) => value === undefined)) return;
      line.sendOrm((manager) => manager.update(WorkspaceEntity, { workspaceId }, changes));
      if (changes.defaultCapacity !== undefined) {
        line.send(agentsFollowDefaultCapacity(workspaceId, changes.defaultCapacity));
      }
    },
  };
}

export function createUsageStore(line: TransactionLine): UsageStore {
  const { workspaceId } = line;
  return {
    find: async () => {
      const [row] = await line.ask(usageFind(workspaceId));
      if (row === undefined) throw new Error(`The workspace ${workspaceId} has no counters.`);
      return row;
    },
    countLiveChatEngagement: () => line.send(usageCountLiveChat(workspaceId)),
    countEngagedConversation: () => line.send(usageCountEngaged(workspaceId)),
    updateLimits: ({ liveChatEngagementLimit: live, engagedConversationMonthlyLimit: monthly }) =>
      line.send(
        usageUpdateLimits(workspaceId, live !== undefined, live ?? null, monthly !== undefined, monthly ?? null),
      ),
  };
}
