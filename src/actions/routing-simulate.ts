import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { routingAttributes } from '../routing/attributes';
import { decide } from '../routing/decide';
import { limitReached } from '../routing/fall-through';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { AgentId, Decision, LiveChatRouting } from '../routing/terms';
import { cleanName } from '../routing/text';
import type { Ports, Transaction } from './ports';
import { findPicture, nothingAsked, placedSteps } from './routing-picture';
import { notAllowed } from './staff-refusals';

export interface RoutingSimulateInput {
  readonly routing: LiveChatRouting;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
}

const maxAttributes = 200;

/** What routing would decide for a visitor's first request now. Nothing is locked and nothing is written: no turn is used up. */
export async function routingSimulate(
  ports: Ports,
  actor: Actor,
  input: RoutingSimulateInput,
): Promise<Outcome<Decision>> {
  if (!may(actor, 'routing.simulate')) return notAllowed('simulate the routing');
  const { routing } = input;
  if (input.attributes.length > maxAttributes) {
    const message = `These are ${input.attributes.length} attributes. Give at most ${maxAttributes}.`;
    return refuse('INVALID', message, ['attributes']);
  }
  return ports.work(actor.workspaceId, async (tx) => {
    const checked = await checkRouting(tx, routing);
    if (!checked.ok) return checked;
    const [{ settings }, usage, picture] = await Promise.all([
      tx.workspace.find(),
      tx.usage.find(),
      findPicture(tx, { routing, attempt: 1 }),
    ]);
    const limit = usage.liveChatEngagementLimit;
    if (limit !== null && usage.liveChatEngagements >= limit) return done(limitReached(routing.strategy));
    const cleaned = input.attributes.map(({ name, value }) => ({ name: cleanName(name), value: cleanName(value) }));
    const steps = placedSteps(routing, { settings, routes: picture.routes });
    const moment = { requestedAt: tx.now, now: tx.now, answers: nothingAsked };
    const request = { routing, steps, attributes: routingAttributes(cleaned), tried: new Map<AgentId, Date>() };
    return done(decide({ ...request, ...moment, attempt: 1 }, { ...picture, settings }));
  });
}

/** A deactivated agent may be asked about: the answer says so. */
async function checkRouting(tx: Transaction, { strategy, agentId, teamId }: LiveChatRouting): Promise<Outcome<null>> {
  if (strategy === 'AGENT' && (agentId === null || (await tx.agents.find(agentId)) === null)) {
    return refuse('INVALID', 'There is no such agent. Choose one of the list of agents.', ['routing', 'agentId']);
  }
  if (strategy === 'TEAM' && (teamId === null || (await tx.teams.find(teamId)) === null)) {
    return refuse('INVALID', 'There is no such team. Choose one of the list of teams.', ['routing', 'teamId']);
  }
  return done(null);
}
