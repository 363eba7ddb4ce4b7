/** What the past is to be routed by: rules, rings, settings and route as they are, with what is drafted in their place. */
import type { LiveChatRouting, Pool, RouteStep, Rule, RuleId, TeamId } from '../routing/terms';
import type { AgentId, PoolId, RoutingSettings } from '../routing/terms';
import type { ReplayRoute, ReplayWorld } from '../routing/replay-terms';
import { done, refuse, type Outcome } from '../routing/refusal';
import { resolvedSteps } from '../routing/steps';
import type { VersionedRule } from '../routing/rule-versions';
import { Faults } from './faults';
import { readAgentIds } from './named-agents';
import type { Ports, Transaction } from './ports';
import type { PoolRecord } from './records';
import { checkRouting } from './routing-check';
import { settingRanges } from './routing-settings-update';
import { readRules, type RuleDraft } from './rule-reading';
import { schedulesThen, withHolidays } from './replay-schedules';
import { unknown } from './staff-refusals';

export interface ReplayDraft {
  /** In place of the rules in force; null: those. */
  readonly rules: readonly RuleDraft[] | null;
  /** The same with the draft of the rules as it stands. */
  readonly ruleDraft: boolean;
  /** The same with a version of that number. */
  readonly ruleVersion: number | null;
  /** Members in place of the team's own. */
  readonly teams: readonly { readonly teamId: TeamId; readonly agentIds: readonly AgentId[] }[];
  readonly settings: DraftSettings;
  /** In place of what each request's card said; null: as it said. */
  readonly routing: LiveChatRouting | null;
}

export interface DraftSettings {
  readonly acceptWindowSeconds?: number;
  readonly defaultCapacity?: number;
  readonly teamAttempts?: number;
  readonly maxWaitSeconds?: number | null;
  readonly requireReachable?: boolean;
  readonly roundRobinFallback?: boolean;
  readonly rampSeconds?: number;
}

/** A draft whose names are all there. */
export interface ReadDraft {
  readonly rules: readonly VersionedRule[] | null;
  readonly teams: ReadonlyMap<TeamId, readonly AgentId[]>;
  readonly settings: DraftSettings;
  readonly routing: LiveChatRouting | null;
}

const maxTeams = 200;
const drafted = ['acceptWindowSeconds', 'defaultCapacity', 'teamAttempts', 'maxWaitSeconds', 'rampSeconds'] as const;

export async function readDraft(ports: Ports, tx: Transaction, draft: ReplayDraft): Promise<Outcome<ReadDraft>> {
  const faults = new Faults();
  for (const field of drafted) {
    faults.range(draft.settings[field], { ...settingRanges[field], field: ['settings', field] });
  }
  const rules = faults.read(await rulesOf(ports, tx, draft));
  const teams = await teamsOf(tx, draft.teams, faults);
  if (draft.routing !== null) faults.read(await checkRouting(tx, draft.routing, ['routing']));
  if (faults.any || rules === undefined) return faults.refused();
  return done({ rules, teams, settings: draft.settings, routing: draft.routing });
}

async function rulesOf(
  ports: Ports,
  tx: Transaction,
  { rules, ruleDraft, ruleVersion }: ReplayDraft,
): Promise<Outcome<readonly VersionedRule[] | null>> {
  const ways = [rules !== null, ruleDraft, ruleVersion !== null].filter(Boolean).length;
  if (ways > 1) return refuse('INVALID', 'Give rules, the draft of them or a version: one of the three.', ['rules']);
  if (ruleDraft) {
    const draft = await tx.ruleVersions.findDraft();
    if (draft !== null) return done(draft.rules);
    return refuse('INVALID', 'There is no draft of the rules. Begin one with ruleDraftReplace.', ['ruleDraft']);
  }
  if (ruleVersion !== null) {
    const isNumber = Number.isInteger(ruleVersion) && ruleVersion > 0;
    const version = isNumber ? await tx.ruleVersions.findByNumber(ruleVersion) : null;
    return version === null ? unknown('version of the rules', ['ruleVersion']) : done(version.rules);
  }
  if (rules === null) return done(null);
  return readRules(ports, tx, rules, { field: ['rules'], alreadyIn: () => [] });
}

async function teamsOf(tx: Transaction, drafts: ReplayDraft['teams'], faults: Faults): Promise<ReadDraft['teams']> {
  const teams = new Map<TeamId, readonly AgentId[]>();
  if (drafts.length > maxTeams) {
    faults.add(`These are ${drafts.length} teams. Draft at most ${maxTeams}.`, ['teams']);
    return teams;
  }
  for (const [index, { teamId, agentIds }] of drafts.entries()) {
    const field = ['teams', String(index)];
    if (teams.has(teamId)) faults.add('This team is named twice. Name each team once.', [...field, 'teamId']);
    else if ((await tx.teams.find(teamId)) === null) {
      faults.addAll(unknown('team', [...field, 'teamId']).refusals);
    }
    const read = await readAgentIds(tx, agentIds, { field: 'agentIds' });
    if (read.ok) teams.set(teamId, read.value);
    else faults.addAll(read.refusals, field);
  }
  return teams;
}

/** The world of now with the draft in it. */
export async function worldOf(
  tx: Transaction,
  draft: ReadDraft,
): Promise<Omit<ReplayWorld, 'medianAcceptMs' | 'medianChatMs' | 'mostDifferences'>> {
  const [workspace, rulesNow, pools, found, past] = await Promise.all([
    tx.workspace.find(),
    tx.routing.findRules(),
    tx.replays.findPools(),
    tx.replays.findAgents(),
    tx.replays.findSchedules(),
  ]);
  const settings: RoutingSettings = { ...workspace.settings, ...draft.settings };
  const rings = pools.map((pool) => withDraft(pool, draft));
  const teamPools = new Map(rings.flatMap((ring) => (ring.teamId === null ? [] : [[ring.teamId, ring] as const])));
  const workspacePool = rings.find(({ kind }) => kind === 'WORKSPACE');
  if (workspacePool === undefined) throw new Error(`The workspace ${tx.workspaceId} has no ring.`);
  const ringById = new Map<PoolId, Pool>(rings.map((ring) => [ring.id, ring]));
  const rules =
    draft.rules === null
      ? rulesNow.map((rule) => ({ ...rule, pool: ringById.get(rule.pool.id) ?? rule.pool }))
      : rulesIn(draft.rules, rings, teamPools);
  const agents = found.map(({ permissions, capacity, schedule, workspaceHolidays, ...agent }) => ({
    ...agent,
    takesLiveChats: permissions.includes('LIVE_CHAT_TAKE'),
    capacity: capacity ?? settings.defaultCapacity,
    schedule: withHolidays(schedule, workspaceHolidays),
    pastSchedules: schedulesThen(
      { past: past.agents.get(agent.id) ?? [], now: schedule },
      { past: past.holidays, now: workspaceHolidays },
    ),
  }));
  const route = await routeOf(tx, draft.routing, settings);
  return { settings, workspacePool, teamPools, rules, agents, schedulesKnownFrom: past.knownFrom, route };
}

function withDraft(pool: PoolRecord, { teams }: ReadDraft): PoolRecord {
  const order = pool.teamId === null ? undefined : teams.get(pool.teamId);
  return order === undefined ? pool : { ...pool, order };
}

/** A drafted rule that there is keeps the id of its ring, so that its turn is found in the record. */
function rulesIn(
  drafts: readonly VersionedRule[],
  rings: readonly PoolRecord[],
  teamPools: ReadonlyMap<TeamId, Pool>,
): readonly Rule[] {
  const ownRings = new Map(rings.flatMap((ring) => (ring.ruleId === null ? [] : [[ring.ruleId, ring] as const])));
  return drafts.flatMap(({ id, name, enabled, match, conditions, agentIds, teamId }, index): readonly Rule[] => {
    const pool = teamId === null ? ringOf(id, agentIds, ownRings.get(id)) : teamPools.get(teamId);
    if (!enabled || pool === undefined) return [];
    return [{ id, name, position: index + 1, enabled, match, conditions, pool }];
  });
}

function ringOf(ruleId: RuleId, order: readonly AgentId[], known: PoolRecord | undefined): Pool {
  const id = known?.id ?? (ruleId as string as PoolId);
  return { id, kind: 'RULE', order, lastOffered: null };
}

async function routeOf(
  tx: Transaction,
  routing: LiveChatRouting | null,
  settings: RoutingSettings,
): Promise<ReplayWorld['route']> {
  if (routing === null) return null;
  const named = routing.routeId ? [routing.routeId] : (routing.steps ?? []).flatMap(({ routeId }) => routeId ?? []);
  const routes = named.length === 0 ? new Map<never, readonly RouteStep[]>() : await tx.routes.findReached(named);
  const stepsFor: ReplayRoute['stepsFor'] = (whose) =>
    resolvedSteps(routing, { settings, maxAttempts: null, routes, ...whose });
  const asksForLast =
    stepsFor({ ownerId: null, lastAgentId: null })?.some(({ kind }) => kind === 'LAST_AGENT') === true;
  return { routing, asksForLast, stepsFor };
}
