import type { AgentActor } from '../../src/auth/actor';
import { mayGiveProfile, permissionsOfProfile, takesLiveChats } from '../../src/auth/profiles';
import {
  agentProfiles,
  permissions,
  type AgentId,
  type AgentProfile,
  type Permission,
  type WorkspaceId,
} from '../../src/routing/terms';

const actor = (granted: readonly Permission[]): AgentActor => ({
  kind: 'AGENT',
  workspaceId: 'workspace' as WorkspaceId,
  agentId: 'ann' as AgentId,
  permissions: new Set(granted),
});

describe('a profile', () => {
  it('names each permission once', () => {
    for (const profile of agentProfiles) {
      const granted = permissionsOfProfile[profile];
      expect(new Set(granted).size).toBe(granted.length);
    }
  });

  it('takes live chats only as a live agent', () => {
    expect(agentProfiles.filter(takesLiveChats)).toEqual(['LIVE_AGENT']);
  });

  it('of an admin is everything but taking chats', () => {
    expect(permissions.filter((one) => !permissionsOfProfile.ADMIN.includes(one))).toEqual(['LIVE_CHAT_TAKE']);
  });

  // Who has what, in the order of `agentProfiles`: live agent, calendar agent, marketing user and admin, sales admin, admin.
  const table: readonly (readonly [Permission, string])[] = [
    ['DIALOGS_VIEW', 'xxxxxx'],
    ['DIALOGS_MANAGE', '--xx-x'],
    ['DIALOGS_PUBLISH', '--xx-x'],
    ['FLOWS_VIEW', 'xxxxxx'],
    ['FLOWS_MANAGE', '--xx-x'],
    ['FLOWS_PUBLISH', '--xx-x'],
    ['LIVE_CHAT_TAKE', 'x-----'],
    ['MY_CONVERSATIONS_VIEW', 'x---xx'],
    ['ALL_CONVERSATIONS_VIEW', '----xx'],
    ['MEETINGS_MANAGE', '----xx'],
    ['GLOBAL_REPORTS_VIEW', 'xxxxxx'],
    ['LIVE_CHAT_REPORTS_VIEW', 'xxxxxx'],
    ['MEETING_REPORTS_VIEW', 'xxxxxx'],
    ['REPORTS_EXPORT', '---xxx'],
    ['LIVE_CHAT_AVAILABILITY_MANAGE', 'x---xx'],
    ['CALENDAR_CONNECT', 'xx--xx'],
    ['CALENDAR_AVAILABILITY_MANAGE', 'xx--xx'],
    ['ROUND_ROBIN_VIEW', 'xxxxxx'],
    ['CUSTOM_RULES_VIEW', 'xxxxxx'],
    ['CUSTOM_RULES_MANAGE', '---xxx'],
    ['ACCOUNTS_VIEW', 'xxxxxx'],
    ['ACCOUNTS_MANAGE', '---xxx'],
    ['ROUTING_SETTINGS_MANAGE', '----xx'],
    ['CHATBOT_SETTINGS_MANAGE', '---x-x'],
    ['FLOW_SETTINGS_MANAGE', '---x-x'],
    ['PRIVACY_AND_SECURITY_MANAGE', '---x-x'],
    ['INTEGRATIONS_MANAGE', '---x-x'],
    ['AGENTS_MANAGE', '----xx'],
    ['TEAMS_VIEW', 'xxxxxx'],
    ['TEAMS_MANAGE', '----xx'],
    ['CHATS_TRANSFER', 'x----x'],
    ['CHATS_MONITOR', '----xx'],
    ['CHATS_LISTEN', '----xx'],
    ['CHATS_WHISPER', '----xx'],
    ['CHATS_TAKE_OVER', '----xx'],
    ['AUDIT_VIEW', '----xx'],
  ];

  it.each(table)('has %s: %s', (permission, expected) => {
    const told = agentProfiles.map((profile) => (permissionsOfProfile[profile].includes(permission) ? 'x' : '-'));
    expect(told.join('')).toBe(expected);
  });

  it('is described for every permission that there is', () => {
    expect(table.map(([permission]) => permission)).toEqual(permissions);
  });
});

describe('giving a profile', () => {
  const given = (granted: readonly Permission[]): readonly AgentProfile[] =>
    agentProfiles.filter((profile) => mayGiveProfile(actor(granted), profile));

  it('is for those who manage agents, up to what they may do themselves', () => {
    expect(given(permissionsOfProfile.LIVE_AGENT)).toEqual([]);
    expect(given(['AGENTS_MANAGE'])).toEqual(['LIVE_AGENT', 'CALENDAR_AGENT']);
    expect(given(permissionsOfProfile.SALES_ADMIN)).toEqual(['LIVE_AGENT', 'CALENDAR_AGENT', 'SALES_ADMIN']);
    expect(given(permissionsOfProfile.ADMIN)).toEqual(agentProfiles);
  });
});
