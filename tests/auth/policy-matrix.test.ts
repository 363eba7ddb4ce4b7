/** Who may do what with what: every actor, every action, every relation. What policy gains without a row here fails. */
import * as policy from '../../src/auth/policy';
import { may, staffActions, type StaffAction } from '../../src/auth/policy';
import { permissions, type Permission } from '../../src/routing/terms';
import { actorNamed, agent, ann, annAs, cast, program, system, visitor } from '../support/policy-cast';
import { rights, type RightsTable } from './rights';

/**
 * Things of the workspace as a whole: the permission that it takes (null: being on the staff), and who of the built-in profiles
 * has it: live agent, calendar agent, marketing user and admin, sales admin, admin.
 */
const ofTheWorkspace: Readonly<Record<StaffAction, readonly [Permission | null, string]>> = {
  'agents.view': [null, 'xxxxxx'],
  'agents.manage': ['AGENTS_MANAGE', '----xx'],
  'profiles.view': [null, 'xxxxxx'],
  'profiles.manage': ['AGENTS_MANAGE', '----xx'],
  'accounts.view': ['ACCOUNTS_VIEW', 'xxxxxx'],
  'accounts.manage': ['ACCOUNTS_MANAGE', '---xxx'],
  'teams.view': ['TEAMS_VIEW', 'xxxxxx'],
  'teams.manage': ['TEAMS_MANAGE', '----xx'],
  'rules.view': ['CUSTOM_RULES_VIEW', 'xxxxxx'],
  'rules.manage': ['CUSTOM_RULES_MANAGE', '---xxx'],
  'pools.view': ['ROUND_ROBIN_VIEW', 'xxxxxx'],
  'pools.manage': ['ROUTING_SETTINGS_MANAGE', '----xx'],
  'settings.view': [null, 'xxxxxx'],
  'settings.manage': ['ROUTING_SETTINGS_MANAGE', '----xx'],
  'usage.view': [null, 'xxxxxx'],
  'usage.manage': ['ROUTING_SETTINGS_MANAGE', '----xx'],
  'routing.simulate': ['CUSTOM_RULES_VIEW', 'xxxxxx'],
  'routing.replay': ['CUSTOM_RULES_MANAGE', '---xxx'],
  'attributes.view': [null, 'xxxxxx'],
  'attributes.manage': ['DIALOGS_MANAGE', '--xx-x'],
  'dialogs.view': ['DIALOGS_VIEW', 'xxxxxx'],
  'dialogs.manage': ['DIALOGS_MANAGE', '--xx-x'],
  'dialogs.publish': ['DIALOGS_PUBLISH', '--xx-x'],
  'flows.view': ['FLOWS_VIEW', 'xxxxxx'],
  'flows.manage': ['FLOWS_MANAGE', '--xx-x'],
  'flows.publish': ['FLOWS_PUBLISH', '--xx-x'],
  'chat.switch': ['CHATBOT_SETTINGS_MANAGE', '---x-x'],
  'hours.manage': ['CHATBOT_SETTINGS_MANAGE', '---x-x'],
  'holidays.manage': ['AGENTS_MANAGE', '----xx'],
  'conversations.list': ['ALL_CONVERSATIONS_VIEW', '----xx'],
  'chats.monitor': ['CHATS_MONITOR', '----xx'],
  'audit.view': ['AUDIT_VIEW', '----xx'],
  'people.view': ['ALL_CONVERSATIONS_VIEW', '----xx'],
  'people.manage': ['ALL_CONVERSATIONS_VIEW', '----xx'],
  'lists.view': [null, 'xxxxxx'],
  'lists.manage': ['DIALOGS_MANAGE', '--xx-x'],
  'privacy.manage': ['PRIVACY_AND_SECURITY_MANAGE', '---x-x'],
  'widget.manage': ['CHATBOT_SETTINGS_MANAGE', '---x-x'],
  'meetings.manage': ['MEETINGS_MANAGE', '----xx'],
  'outbox.view': ['AGENTS_MANAGE', '----xx'],
  'outbox.manage': ['AGENTS_MANAGE', '----xx'],
  'apiTokens.manage': ['INTEGRATIONS_MANAGE', '---x-x'],
  'routers.manage': ['INTEGRATIONS_MANAGE', '---x-x'],
  'routes.view': [null, 'xxxxxx'],
  'routes.manage': ['ROUTING_SETTINGS_MANAGE', '----xx'],
  'reports.conversations': ['GLOBAL_REPORTS_VIEW', 'xxxxxx'],
  'reports.liveChats': ['LIVE_CHAT_REPORTS_VIEW', 'xxxxxx'],
  'reports.meetings': ['MEETING_REPORTS_VIEW', 'xxxxxx'],
  'reports.export': ['REPORTS_EXPORT', '---xxx'],
};

test('every action of the workspace has its row', () => {
  expect(Object.keys(ofTheWorkspace).sort()).toEqual(Object.keys(staffActions).sort());
});

describe('things of the workspace as a whole', () => {
  const rows = Object.entries(ofTheWorkspace) as [StaffAction, readonly [Permission | null, string]][];

  test.each(rows)('%s', (action, [permission, profiles]) => {
    expect(annAs.map((profile) => (may(profile, action) ? 'x' : '-')).join('')).toBe(profiles);
    const others = permissions.filter((one) => one !== permission);
    for (const staff of [(...granted: readonly Permission[]) => agent(ann, ...granted), program]) {
      expect(may(staff(), action)).toBe(permission === null);
      expect(may(staff(...others), action)).toBe(permission === null);
      expect(may(staff(...(permission === null ? [] : [permission])), action)).toBe(true);
    }
    expect([visitor('vera'), system].map((actor) => may(actor, action))).toEqual([false, true]);
  });
});

test('every relation that policy knows has its table', () => {
  const known = Object.entries(policy).flatMap(([name, what]) => (typeof what === 'function' ? [name] : []));
  expect([...Object.keys(rights), 'may'].sort()).toEqual(known.sort());
});

const markOf = { WHOLE: 'W', RINGING: 'R', NONE: '-', true: 'x', false: '-' } as const;

describe.each(Object.entries(rights))('%s', (_relation, tables) => {
  test.each(tables.flatMap((table) => rowsOf(table)))('%s', (_who, { actor, table, expected }) => {
    const told = Object.values(table.columns).map((asked) => markOf[`${asked(actor)}`]);
    expect(told.join(' ')).toBe(expected);
  });
});

/** Everybody of the cast, and whoever else has a row. */
function rowsOf(table: RightsTable) {
  const names = new Set([...Object.keys(cast), ...Object.keys(table.rows).filter((who) => who.includes(' with '))]);
  return [...names].map((who) => {
    const row = table.rows[who] ?? (who.startsWith('Ann') ? table.rows.Ann : undefined) ?? table.rows.else;
    if (row === undefined) throw new Error(`There is no row for ${who}.`);
    return [who, { actor: actorNamed(who), table, expected: row }] as const;
  });
}
