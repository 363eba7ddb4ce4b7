/** Routing and the steps of routes as they are given, from the graph or from a document. Faults are kept, and reading goes on. */
import {
  assertNever,
  type LiveChatRouting,
  type RouteStep,
  type RouteStepKind,
  type WantedSkill,
} from '../routing/terms';
import { readSkillName } from './agent-skills';
import type { Faults } from './faults';

const maxOwnSteps = 20;
const maxWantedSkills = 10;
/** Nobody is kept waiting for a day. */
const longestSeconds = 86_400;

interface At {
  readonly faults: Faults;
  readonly field: readonly string[];
}

/** Only what the strategy asks for is kept: an agent beside a team would be a question without an answer. */
export function routingFrom(given: LiveChatRouting, { faults, field: above }: At): LiveChatRouting {
  const field = [...above, 'routing'];
  const { strategy } = given;
  const agentId = strategy === 'AGENT' ? given.agentId : null;
  const teamId = strategy === 'TEAM' ? given.teamId : null;
  if (strategy !== 'ROUTE') return { strategy, agentId, teamId };
  const { steps = null, routeId = null } = given;
  if ((steps === null) === (routeId === null)) {
    faults.add('A route has either its own steps or the name of one. Give `steps` or `routeId`.', field);
  }
  if (steps === null) return { strategy, agentId, teamId, ...(routeId !== null && { routeId }) };
  return { strategy, agentId, teamId, steps: stepsFrom(steps, { faults, field: [...field, 'steps'] }) };
}

export function stepsFrom(given: readonly RouteStep[], { faults, field }: At): readonly RouteStep[] {
  if (given.length === 0) faults.add('A route needs at least one step.', field);
  if (given.length > maxOwnSteps) {
    faults.add(`These are ${given.length} steps. Give at most ${maxOwnSteps}.`, field);
    return [];
  }
  return given.map((step, index) => stepFrom(step, { faults, field: [...field, String(index)] }));
}

/** What a kind does not ask for is left out. */
function stepFrom(given: RouteStep, { faults, field }: At): RouteStep {
  const { kind, acceptWindowSeconds, attempts, coolDownSeconds } = given;
  const at = (name: string) => [...field, name];
  faults.range(acceptWindowSeconds, { min: 10, max: 500, what: 'The accept window', field: at('acceptWindowSeconds') });
  faults.range(attempts, { min: 1, max: 10, what: 'The number of attempts', field: at('attempts') });
  const coolDown = { min: 0, max: longestSeconds, what: 'The cool-down', field: at('coolDownSeconds') };
  faults.range(coolDownSeconds, coolDown);
  const names = namedBy(kind);
  for (const [name, wanted] of Object.entries(names)) {
    if (wanted === 'NEEDED' && given[name as keyof Named] === null) {
      faults.add(`A step of kind ${kind} needs ${named[name as keyof Named]}. Name one that exists.`, at(name));
    }
  }
  return {
    kind,
    agentId: names.agentId === undefined ? null : given.agentId,
    teamId: names.teamId === undefined ? null : given.teamId,
    routerId: names.routerId === undefined ? null : given.routerId,
    routeId: names.routeId === undefined ? null : given.routeId,
    skills: kind === 'SKILLS' ? skillsFrom(given.skills, { faults, field: at('skills') }) : [],
    acceptWindowSeconds: kind === 'ROUTE' ? null : acceptWindowSeconds,
    attempts: kind === 'ROUTE' ? null : attempts,
    coolDownSeconds: kind === 'ROUTE' ? null : coolDownSeconds,
  };
}

type Named = Pick<RouteStep, 'agentId' | 'teamId' | 'routerId' | 'routeId'>;
const named: Readonly<Record<keyof Named, string>> = {
  agentId: 'an agent',
  teamId: 'a team',
  routerId: 'an external router',
  routeId: 'a route',
};

function namedBy(kind: RouteStepKind): Readonly<Partial<Record<keyof Named, 'NEEDED' | 'MAY'>>> {
  switch (kind) {
    case 'AGENT':
      return { agentId: 'NEEDED' };
    case 'TEAM':
      return { teamId: 'NEEDED' };
    case 'LEAST_BUSY':
    case 'LONGEST_IDLE':
    case 'SKILLS':
      return { teamId: 'MAY' };
    case 'EXTERNAL':
      return { routerId: 'NEEDED' };
    case 'ROUTE':
      return { routeId: 'NEEDED' };
    case 'ROUND_ROBIN':
    case 'CUSTOM_RULES':
    case 'LAST_AGENT':
    case 'ACCOUNT_OWNER':
      return {};
    default:
      return assertNever(kind);
  }
}

function skillsFrom(given: readonly WantedSkill[], { faults, field }: At): readonly WantedSkill[] {
  if (given.length === 0) faults.add('A step of kind SKILLS needs at least one skill.', field);
  if (given.length > maxWantedSkills) {
    faults.add(`These are ${given.length} skills. Give at most ${maxWantedSkills}.`, field);
    return [];
  }
  const seen = new Set<string>();
  return given.map(({ name: raw, level, relaxAfterSeconds }, index) => {
    const at = [...field, String(index)];
    const name = readSkillName(raw, faults, [...at, 'name']);
    if (name !== '' && seen.has(name)) faults.add(`The skill “${name}” is asked for twice. Ask once.`, [...at, 'name']);
    seen.add(name);
    faults.range(level, { min: 1, max: 5, what: 'The level', field: [...at, 'level'] });
    const relax = { min: 0, max: longestSeconds, what: 'The time until it is asked for no more' };
    faults.range(relaxAfterSeconds, { ...relax, field: [...at, 'relaxAfterSeconds'] });
    return { name, level, relaxAfterSeconds };
  });
}
