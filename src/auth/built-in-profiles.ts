/** The profiles that every workspace has, as things with ids beside those that it makes itself. */
import { agentProfiles, type AgentProfile, type Permission, type ProfileId } from '../routing/terms';
import { orderedPermissions, permissionsOfProfile } from './profiles';

export interface BuiltInProfile {
  /** The same in every workspace; no profile that is made ever gets one of these. */
  readonly id: ProfileId;
  readonly builtIn: AgentProfile;
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly Permission[];
}

const told: Readonly<Record<AgentProfile, readonly [name: string, description: string]>> = {
  LIVE_AGENT: ['Live agent', 'Takes live chats, and reads how things are set up.'],
  CALENDAR_AGENT: ['Calendar agent', 'Can be booked for meetings, and reads how things are set up.'],
  MARKETING_USER: ['Marketing user', 'Writes and publishes dialogs and flows.'],
  MARKETING_ADMIN: [
    'Marketing admin',
    'Writes dialogs, and sets up rules, accounts, the widget, privacy and integrations.',
  ],
  SALES_ADMIN: ['Sales admin', 'Manages agents, teams, rules and meetings, and watches over the chats.'],
  ADMIN: ['Admin', 'May do everything but take live chats.'],
};

export const builtInProfiles: readonly BuiltInProfile[] = agentProfiles.map((builtIn, index) => {
  const [name, description] = told[builtIn];
  const id = `00000000-0000-7000-8000-00000000000${index + 1}` as ProfileId;
  return { id, builtIn, name, description, permissions: orderedPermissions(permissionsOfProfile[builtIn]) };
});

export function profileOf(builtIn: AgentProfile): BuiltInProfile {
  const profile = builtInProfiles.find((one) => one.builtIn === builtIn);
  if (profile === undefined) throw new Error(`There is no built-in profile ${builtIn}.`);
  return profile;
}

export function builtInOf(id: ProfileId): BuiltInProfile | null {
  return builtInProfiles.find((profile) => profile.id === id) ?? null;
}
