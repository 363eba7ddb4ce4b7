/** A small world to route in: agents by letter, rings as words. `ring('abc', 'b')` is a, b, c with b offered last. */
import type { RoutingPicture, RoutingRequest } from '../../src/routing/decide';
import { routingAttributes } from '../../src/routing/attributes';
import type {
  AgentId,
  Candidate,
  Condition,
  LiveChatRouting,
  Pool,
  PoolId,
  PoolKind,
  Rule,
  RuleId,
  TeamId,
} from '../../src/routing/terms';

export const agent = (name: string): AgentId => name as AgentId;
export const agents = (names: string): readonly AgentId[] => [...names].map(agent);

export function candidate(name: string, change: Partial<Omit<Candidate, 'id'>> = {}): Candidate {
  return {
    id: agent(name),
    active: true,
    takesLiveChats: true,
    available: true,
    reachable: true,
    taken: 0,
    capacity: 10,
    skills: {},
    idleSince: 0,
    returnedAt: null,
    ...change,
  };
}

export function ring(names: string, lastOffered: string | null = null, kind: PoolKind = 'WORKSPACE'): Pool {
  return {
    id: `pool ${kind} ${names}` as PoolId,
    kind,
    order: agents(names),
    lastOffered: lastOffered === null ? null : agent(lastOffered),
  };
}

export function rule(name: string, names: string, conditions: readonly Condition[] = []): Rule {
  return {
    id: `rule ${name}` as RuleId,
    name,
    position: 1,
    enabled: true,
    match: 'ALL',
    conditions,
    pool: ring(names, null, 'RULE'),
  };
}

/** When the visitor asks, unless a test says otherwise. */
export const asked = new Date('2026-03-02T10:00:00Z');
export const later = (seconds: number): Date => new Date(asked.getTime() + seconds * 1_000);

export const roundRobin: LiveChatRouting = { strategy: 'ROUND_ROBIN', agentId: null, teamId: null };
export const customRules: LiveChatRouting = { strategy: 'CUSTOM_RULES', agentId: null, teamId: null };
export const team: LiveChatRouting = { strategy: 'TEAM', agentId: null, teamId: 'team' as TeamId };
export const oneAgent = (name: string): LiveChatRouting => ({
  strategy: 'AGENT',
  agentId: agent(name),
  teamId: null,
});

export function request(
  routing: LiveChatRouting,
  given: Partial<Omit<RoutingRequest, 'routing' | 'attributes' | 'tried'>> & {
    attributes?: Readonly<Record<string, string>>;
    /** Offered to when the visitor asked. */
    tried?: string;
  } = {},
): RoutingRequest {
  const attributes = Object.entries(given.attributes ?? {}).map(([name, value]) => ({ name, value }));
  return {
    attempt: 1,
    requestedAt: asked,
    now: asked,
    ...given,
    routing,
    attributes: routingAttributes(attributes),
    tried: new Map(agents(given.tried ?? '').map((agentId) => [agentId, asked])),
  };
}

/** Agents a to e are there and free; `candidates` changes some of them, `without` takes some away. */
export function picture(
  given: Partial<Omit<RoutingPicture, 'candidates' | 'settings' | 'teamPools'>> & {
    /** The ring of `team`. */
    readonly teamPool?: Pool | null;
    readonly teamPools?: RoutingPicture['teamPools'];
    readonly candidates?: readonly Candidate[];
    readonly settings?: Partial<RoutingPicture['settings']>;
  } = {},
): RoutingPicture {
  const everybody = [...[...'abcde'].map((name) => candidate(name)), ...(given.candidates ?? [])];
  const { teamPool, ...rest } = given;
  return {
    workspacePool: null,
    teamPools: new Map(teamPool ? [['team' as TeamId, teamPool]] : []),
    rules: [],
    ...rest,
    settings: {
      requireReachable: true,
      roundRobinFallback: false,
      teamAttempts: 2,
      rampSeconds: 0,
      ...given.settings,
    },
    candidates: new Map(everybody.map((one) => [one.id, one])),
  };
}
