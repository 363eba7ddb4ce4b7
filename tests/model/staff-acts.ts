/** What staff arrange while visitors ask, rules aside. */
import { accountRouteDelete } from '../../src/actions/account-route-delete';
import { accountRouteSet } from '../../src/actions/account-route-set';
import { agentUpdate } from '../../src/actions/agent-update';
import { routingSettingsUpdate } from '../../src/actions/routing-settings-update';
import { teamUpdate } from '../../src/actions/team-update';
import { usageLimitsUpdate } from '../../src/actions/usage-limits-update';
import { codeOf } from '../support/stage';
import type { Act } from './act';
import type { Right, Single } from './deeds';
import type { Office } from './office';
import type { State } from './state';
import { leaseWakes } from './time';
import * as verbs from './staff-verbs';

type StaffDeed = Extract<Single, { does: 'capacity' | 'right' | 'skills' | 'team' | 'account' | 'settings' | 'limit' }>;

const profiles = {
  NEITHER: () => ({ profile: 'CALENDAR_AGENT' as const }),
  TAKES: () => ({ profile: 'LIVE_AGENT' as const }),
  TAKES_AND_HEARS: ({ hearingId }: Office) => ({ profileId: hearingId }),
} as const satisfies Record<Right, unknown>;

export function staffOf(office: Office, state: State, deed: StaffDeed): Act {
  switch (deed.does) {
    case 'capacity': {
      const input = { agentId: office.actor(deed.who).agentId, capacity: deed.limit };
      return {
        product: async (ports) => codeOf(await agentUpdate(ports, office.staff(), input)),
        model: (world) => verbs.setLimit(world, deed.who, deed.limit),
      };
    }
    case 'right': {
      const { agentId } = office.actor(deed.who);
      const input = { agentId, ...profiles[deed.right](office) };
      return {
        product: async (ports) => codeOf(await agentUpdate(ports, office.staff(), input)),
        model: (world) => {
          const answer = verbs.permits(world, deed.who, deed.right);
          if (deed.right === 'NEITHER') leaseWakes(world, deed.who);
          return answer;
        },
      };
    }
    case 'team': {
      const input = { teamId: office.teamId, agentIds: office.idsOf(deed.members) };
      return {
        product: async (ports) => codeOf(await teamUpdate(ports, office.staff(), input)),
        model: (world) => verbs.changesTeam(world, deed.members),
      };
    }
    case 'skills': {
      const skills = Object.entries(deed.skills).map(([name, level]) => ({ name, level }));
      const input = { agentId: office.actor(deed.who).agentId, skills };
      return {
        product: async (ports) => codeOf(await agentUpdate(ports, office.staff(), input)),
        model: (world) => verbs.learns(world, deed.who, deed.skills),
      };
    }
    case 'account': {
      const { domain, who } = deed;
      const agentId = who === null ? null : office.actor(who).agentId;
      return {
        product: async (ports) =>
          agentId === null
            ? codeOf(await accountRouteDelete(ports, office.staff(), { domain }))
            : codeOf(await accountRouteSet(ports, office.staff(), { domain, agentId })),
        model: (world) => verbs.belongsTo(world, domain, who),
      };
    }
    case 'settings':
      return {
        product: async (ports) => codeOf(await routingSettingsUpdate(ports, office.staff(), deed.settings)),
        model: (world) => verbs.configures(world, deed.settings),
      };
    case 'limit': {
      const limit = deed.more === null ? null : state.engagements + deed.more;
      const input = { liveChatEngagementLimit: limit };
      return {
        product: async (ports) => codeOf(await usageLimitsUpdate(ports, office.staff(), input)),
        model: (world) => verbs.limitsEngagements(world, limit),
      };
    }
  }
}
