/**
 * What each profile may do. A profile is a name for a set of permissions; the agent's row keeps the set itself, so that a
 * change of this list changes nobody's rights behind their back.
 */
import { permissions, type AgentProfile, type Permission } from '../routing/terms';
import { hasPermission, type Actor } from './actor';

/** Everyone on the staff reads how things are set up and how they go. */
const everyone = [
  'DIALOGS_VIEW',
  'FLOWS_VIEW',
  'GLOBAL_REPORTS_VIEW',
  'LIVE_CHAT_REPORTS_VIEW',
  'MEETING_REPORTS_VIEW',
  'ROUND_ROBIN_VIEW',
  'CUSTOM_RULES_VIEW',
  'ACCOUNTS_VIEW',
  'TEAMS_VIEW',
] as const satisfies readonly Permission[];
const ownCalendar = ['CALENDAR_CONNECT', 'CALENDAR_AVAILABILITY_MANAGE'] as const satisfies readonly Permission[];
const serving = ['LIVE_CHAT_TAKE', 'MY_CONVERSATIONS_VIEW', 'CHATS_TRANSFER'] as const satisfies readonly Permission[];
const supervising = [
  'CHATS_MONITOR',
  'CHATS_LISTEN',
  'CHATS_WHISPER',
  'CHATS_TAKE_OVER',
  'AUDIT_VIEW',
] as const satisfies readonly Permission[];
const marketing = [
  ...everyone,
  'DIALOGS_MANAGE',
  'DIALOGS_PUBLISH',
  'FLOWS_MANAGE',
  'FLOWS_PUBLISH',
] as const satisfies readonly Permission[];

export const permissionsOfProfile: Readonly<Record<AgentProfile, readonly Permission[]>> = {
  LIVE_AGENT: [...everyone, ...ownCalendar, ...serving, 'LIVE_CHAT_AVAILABILITY_MANAGE'],
  CALENDAR_AGENT: [...everyone, ...ownCalendar],
  MARKETING_USER: marketing,
  MARKETING_ADMIN: [
    ...marketing,
    'REPORTS_EXPORT',
    'CUSTOM_RULES_MANAGE',
    'ACCOUNTS_MANAGE',
    'CHATBOT_SETTINGS_MANAGE',
    'FLOW_SETTINGS_MANAGE',
    'PRIVACY_AND_SECURITY_MANAGE',
    'INTEGRATIONS_MANAGE',
  ],
  SALES_ADMIN: [
    ...everyone,
    ...ownCalendar,
    'MY_CONVERSATIONS_VIEW',
    'ALL_CONVERSATIONS_VIEW',
    'MEETINGS_MANAGE',
    'REPORTS_EXPORT',
    'LIVE_CHAT_AVAILABILITY_MANAGE',
    'CUSTOM_RULES_MANAGE',
    'ACCOUNTS_MANAGE',
    'ROUTING_SETTINGS_MANAGE',
    'AGENTS_MANAGE',
    'TEAMS_MANAGE',
    ...supervising,
  ],
  // Taking chats is a job, not a right over others: an admin is in no ring unless made an agent.
  ADMIN: permissions.filter((permission) => permission !== 'LIVE_CHAT_TAKE'),
};

export function takesLiveChats(profile: AgentProfile): boolean {
  return permissionsOfProfile[profile].includes('LIVE_CHAT_TAKE');
}

/**
 * Whoever manages agents may make anybody a live agent; what goes beyond that only from what they have themselves. Without
 * this, managing agents would be a way to every other right.
 */
export function mayGivePermissions(actor: Actor, granted: readonly Permission[]): boolean {
  const beyond = granted.filter((one) => !permissionsOfProfile.LIVE_AGENT.includes(one));
  return hasPermission(actor, 'AGENTS_MANAGE') && beyond.every((permission) => hasPermission(actor, permission));
}

export function mayGiveProfile(actor: Actor, profile: AgentProfile): boolean {
  return mayGivePermissions(actor, permissionsOfProfile[profile]);
}

/** In the order of the list of all, each once: so that the same set is the same value. */
export function orderedPermissions(given: Iterable<Permission>): readonly Permission[] {
  const set = new Set(given);
  return permissions.filter((permission) => set.has(permission));
}
