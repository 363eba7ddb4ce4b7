/** What is wrong with a content as things are now: the same answer wherever it is asked for, in a transaction or in the graph. */
import { attributeTypesOf } from '../routing/attributes';
import type { Refusal } from '../routing/refusal';
import type { AgentId, DialogId, ListId, RouteId, RouterId, RouteStep, TeamId } from '../routing/terms';
import { audienceIssues, conditionsOfAudience } from '../streams/audience-issues';
import type { Script, StreamIssue } from '../streams/script';
import { type References, referencesOf, referencesOfRoutings, validate } from '../streams/validate';
import type { DialogRecord } from './dialog.records';
import type { Transaction } from './ports';
import type { AttributeDefinitionRecord } from './records';

/** What a content may speak of, asked for by what it does speak of. */
export interface IssueSource {
  definitions(): Promise<readonly AttributeDefinitionRecord[]>;
  /** Of these, those that are there: agents who are active. */
  agents(ids: readonly AgentId[]): Promise<readonly AgentId[]>;
  teams(ids: readonly TeamId[]): Promise<readonly TeamId[]>;
  lists(ids: readonly ListId[]): Promise<readonly ListId[]>;
  /** Of these, the published flows with their cards. */
  flows(ids: readonly DialogId[]): Promise<ReadonlyMap<DialogId, Script>>;
  /** Of these, those that there are, with all that they lead to. */
  routes(ids: readonly RouteId[]): Promise<ReadonlyMap<RouteId, readonly RouteStep[]>>;
  routers(ids: readonly RouterId[]): Promise<readonly RouterId[]>;
}

export type JudgedContent = Pick<DialogRecord, 'id' | 'cards' | 'audience' | 'language' | 'fallbackLanguages'>;

export async function issuesOf(source: IssueSource, content: JudgedContent): Promise<readonly StreamIssue[]> {
  const { routeIds, listIds, flowIds, ...own } = referencesOfContent(content);
  const routes = routeIds.length === 0 ? new Map<RouteId, readonly RouteStep[]>() : await source.routes(routeIds);
  // What a named route names is asked for, too: where nobody of it is left, it leads nowhere.
  const led = referencesOfRoutings([...routes.values()].map((steps) => ({ steps })));
  const agentIds = unique([...own.agentIds, ...led.agentIds]);
  const teamIds = unique([...own.teamIds, ...led.teamIds]);
  const routerIds = unique([...own.routerIds, ...led.routerIds]);
  const [definitions, agents, teams, routers, lists, flows] = await Promise.all([
    source.definitions(),
    agentIds.length === 0 ? [] : source.agents(agentIds),
    teamIds.length === 0 ? [] : source.teams(teamIds),
    routerIds.length === 0 ? [] : source.routers(routerIds),
    listIds.length === 0 ? [] : source.lists(listIds),
    flowsBehind(source, flowIds),
  ]);
  const { id, language, fallbackLanguages } = content;
  const known = {
    attributes: attributeTypesOf(definitions),
    agentIds: new Set<string>(agents),
    teamIds: new Set<string>(teams),
    routes,
    routerIds: new Set<string>(routers),
    listIds: new Set<string>(lists),
    flows,
    own: { dialogId: id, language, fallbackLanguages },
  };
  return [...validate(content.cards, known), ...audienceIssues(content.audience, known)];
}

function referencesOfContent({ cards, audience }: JudgedContent): References {
  const own = referencesOf(cards);
  const asked = conditionsOfAudience(audience);
  const routings = asked.flatMap((one) => (one.kind === 'AGENT_AVAILABLE' ? [one.routing] : []));
  const lists = asked.flatMap((one) => (one.kind === 'LIST_MEMBER' ? [one.listId] : []));
  const led = referencesOfRoutings(routings);
  return {
    agentIds: unique([...own.agentIds, ...led.agentIds]),
    teamIds: unique([...own.teamIds, ...led.teamIds]),
    routeIds: unique([...own.routeIds, ...led.routeIds]),
    routerIds: unique([...own.routerIds, ...led.routerIds]),
    listIds: unique([...own.listIds, ...lists]),
    flowIds: own.flowIds,
  };
}

function unique<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}

/** Flows with those that they play in turn, each asked for once: flows that play each other end, too. */
async function flowsBehind(source: IssueSource, ids: readonly DialogId[]): Promise<ReadonlyMap<DialogId, Script>> {
  const found = new Map<DialogId, Script>();
  const asked = new Set<DialogId>();
  for (let wanted = ids; wanted.length > 0;) {
    for (const id of wanted) asked.add(id);
    const flows = await source.flows(wanted);
    for (const [id, cards] of flows) found.set(id, cards);
    wanted = unique([...flows.values()].flatMap((cards) => referencesOf(cards).flowIds)).filter((id) => !asked.has(id));
  }
  return found;
}

export function sourceIn(tx: Transaction): IssueSource {
  return {
    definitions: () => tx.attributeDefinitions.findAll(),
    agents: async (ids) => (await tx.agents.findMany(ids)).filter(({ active }) => active).map(({ id }) => id),
    teams: async (ids) => {
      const teams = await Promise.all(ids.map((id) => tx.teams.find(id)));
      return teams.flatMap((team) => team?.id ?? []);
    },
    lists: (ids) => tx.lists.findKnown(ids),
    routes: (ids) => tx.routes.findReached(ids),
    routers: (ids) => tx.routes.findKnownRouters(ids),
    flows: async (ids) => {
      const flows = (await tx.dialogs.findMany(ids)).filter(isPublishedFlow);
      const keys = flows.map(({ id, publishedVersion }) => ({ dialogId: id, version: publishedVersion ?? 0 }));
      const scripts = keys.length === 0 ? [] : await tx.play.findScripts(keys);
      return new Map(scripts.map(({ dialogId, script }) => [dialogId, script]));
    },
  };
}

export function isPublishedFlow({ kind, status, deletedAt }: DialogRecord): boolean {
  return kind === 'FLOW' && status === 'PUBLISHED' && deletedAt === null;
}

/** More than this in one answer helps nobody; the dialog itself tells all of them. */
const maxIssuesTold = 20;

/** The errors as refusals, and how many more there are. */
export function toldIssues(issues: readonly StreamIssue[], field: readonly string[]): readonly Refusal[] {
  const errors = issues.filter((issue) => issue.severity === 'ERROR');
  const first = errors.slice(0, maxIssuesTold).map(({ code, message, cardKey }): Refusal => {
    const where = cardKey === null ? '' : `Card “${cardKey}”: `;
    return { code: 'STREAM_INVALID', message: `${where}${message} (${code})`, field };
  });
  const rest = errors.length - first.length;
  if (rest === 0) return first;
  const message = `${rest} more. The dialog's issues tell all of them.`;
  return [...first, { code: 'STREAM_INVALID', message, field }];
}
