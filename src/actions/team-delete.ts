import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { TeamId } from '../routing/terms';
import type { Ports, TeamStore } from './ports';
import { notAllowed, unknown } from './staff-refusals';

export interface TeamDeleteInput {
  readonly teamId: TeamId;
}

/** What is in use stays. The routing lock keeps a dialog or a rule from naming the team in the same moment. */
export async function teamDelete(ports: Ports, actor: Actor, input: TeamDeleteInput): Promise<Outcome<TeamId>> {
  if (!may(actor, 'teams.manage')) return notAllowed('manage teams');
  const { teamId } = input;
  return ports.work(actor.workspaceId, async (tx) => {
    await tx.routing.lock();
    const [team, uses, planned, ring] = await Promise.all([
      tx.teams.find(teamId),
      tx.teams.findUses(teamId),
      tx.ruleVersions.findPlannedWith(teamId),
      tx.routing.findTeamPool(teamId),
    ]);
    if (team === null) return unknown('team', ['teamId']);
    const places = [...told(uses), ...planned.map((number) => `the planned version ${number} of the custom rules`)];
    if (places.length > 0) {
      const message = `${team.name} is in use by ${places.join(', ')}. Change that first, then delete the team.`;
      return refuse('IN_USE', message, ['teamId']);
    }
    if (ring !== null) tx.routing.deletePool(ring.id);
    tx.teams.delete(teamId);
    return done(teamId);
  });
}

function told({ dialogs, rules, routes }: Awaited<ReturnType<TeamStore['findUses']>>): readonly string[] {
  return [
    ...dialogs.map((name) => `the dialog “${name}”`),
    ...routes.map((name) => `the route “${name}”`),
    ...rules.map((name) => `the rule “${name}”`),
  ];
}
