import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { definitionOf, everythingKnown, routingAttributes } from '../routing/attributes';
import { decide } from '../routing/decide';
import { keptOut, limitReached } from '../routing/fall-through';
import { done, refuse, type Outcome } from '../routing/refusal';
import { resolvedSteps } from '../routing/steps';
import type { AgentId, Decision, LiveChatRouting, VisitorId } from '../routing/terms';
import { cleanName } from '../routing/text';
import { isKeptOut } from './kept-out';
import type { Ports, Transaction } from './ports';
import { behindThoseWhoWait } from './queue-turns';
import { checkRouting } from './routing-check';
import { findPicture, nothingAsked } from './routing-picture';
import { assuming, type Assumption, readAssumptions } from './simulated-agents';
import { notAllowed, unknown } from './staff-refusals';

export interface RoutingSimulateInput {
  readonly routing: LiveChatRouting;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
  /** Whose attributes, account and last agent count; null: nobody in particular. */
  readonly visitorId?: VisitorId | null;
  /** Null: now. */
  readonly at?: Date | null;
  readonly assume?: readonly Assumption[];
}

const maxAttributes = 200;
const maxDaysAway = 366;

/**
 * What routing would decide for a visitor's first request: by the code that decides for real, now or at another time. Nothing
 * is locked and nothing is written: no turn is used up, no place is taken, no customer's server is asked.
 */
export async function routingSimulate(
  ports: Ports,
  actor: Actor,
  input: RoutingSimulateInput,
): Promise<Outcome<Decision>> {
  if (!may(actor, 'routing.simulate')) return notAllowed('simulate the routing');
  const { routing, visitorId = null, attributes } = input;
  // What rules find out about a visitor, a simulation tells: it is for those who may read of the visitor anyway.
  if (visitorId !== null && !may(actor, 'people.view')) return notAllowed('simulate the routing of this visitor');
  if (attributes.length > maxAttributes) {
    const message = `These are ${attributes.length} attributes. Give at most ${maxAttributes}.`;
    return refuse('INVALID', message, ['attributes']);
  }
  return ports.work(actor.workspaceId, async (tx) => {
    const checked = await checkAll(tx, input);
    if (!checked.ok) return checked;
    const visitor = visitorId === null ? null : await tx.visitors.find(visitorId);
    if (visitorId !== null && visitor === null) return unknown('visitor', ['visitorId']);
    return done(await simulate(tx, { routing, visitor, input }));
  });
}

async function checkAll(tx: Transaction, input: RoutingSimulateInput): Promise<Outcome<null>> {
  const [checked, definitions] = await Promise.all([
    checkRouting(tx, input.routing, ['routing']),
    input.attributes.length === 0 ? [] : tx.attributeDefinitions.findAll(),
  ]);
  if (!checked.ok) return checked;
  // No rule can ask for it, so it is a slip of the pen that would look like a rule that does not match.
  const place = input.attributes.findIndex(({ name }) => definitionOf(definitions, name) === null);
  const unheard = input.attributes[place];
  if (unheard !== undefined) {
    const message = `“${cleanName(unheard.name).slice(0, 50)}” is no known attribute. Check the spelling, or define it first.`;
    return refuse('INVALID', message, ['attributes', String(place), 'name']);
  }
  const at = input.at ?? null;
  if (at !== null && Math.abs(at.getTime() - tx.now.getTime()) > maxDaysAway * 86_400_000) {
    return refuse('INVALID', `This is more than ${maxDaysAway} days away. Choose a time that is nearer.`, ['at']);
  }
  return readAssumptions(tx, input.assume ?? []);
}

async function simulate(
  tx: Transaction,
  asked: {
    readonly routing: LiveChatRouting;
    readonly visitor: Awaited<ReturnType<Transaction['visitors']['find']>>;
    readonly input: RoutingSimulateInput;
  },
): Promise<Decision> {
  const { routing, visitor, input } = asked;
  const at = input.at ?? null;
  const whom = visitor === null ? {} : { visitorId: visitor.id };
  const [workspace, usage, picture, person, agents] = await Promise.all([
    tx.workspace.find(),
    tx.usage.find(),
    findPicture(tx, { routing, attempt: 1, ...whom }),
    visitor === null ? null : tx.people.findFacts(visitor.id),
    at === null ? [] : tx.replays.findAgents(),
  ]);
  const { settings } = workspace;
  const { strategy } = routing;
  const limit = usage.liveChatEngagementLimit;
  if (limit !== null && usage.liveChatEngagements >= limit) return limitReached(strategy);
  const given = routingAttributes(
    input.attributes.map(({ name, value }) => ({ name: cleanName(name), value: cleanName(value) })),
  );
  const known = everythingKnown(visitor?.attributes ?? [], person?.attributes ?? []);
  const attributes = new Map([...known, ...given]);
  if (isKeptOut(workspace, attributes.get('email'))) return keptOut(strategy);
  const email = given.get('email');
  const ownerId = email === undefined ? (person?.ownerId ?? null) : await tx.routes.findOwner(email);
  const { routes, lastAgentId } = picture;
  const steps = resolvedSteps(routing, { settings, maxAttempts: null, routes, lastAgentId, ownerId });
  // Those who wait now have the first claim on whoever is free now; of another time nothing is known.
  const behind = at === null ? behindThoseWhoWait(picture, { settings, before: null, now: tx.now }) : picture;
  const candidates = assuming(behind.candidates, { assume: input.assume ?? [], at, agents });
  const now = at ?? tx.now;
  const tried = new Map<AgentId, Date>();
  const request = { routing, steps, attributes, tried, attempt: 1, requestedAt: now, now, answers: nothingAsked };
  return decide(request, { ...picture, candidates, settings });
}
