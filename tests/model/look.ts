/** Whom one step of a route comes to. */
import { mayBeOffered, type Search, takenOf } from './able';
import type { Step, WantedSkill } from './card';
import { fromTurn } from './ring';
import { agentOf, browserOf, ringOfAll, ringOfTeam, type State, type Who } from './state';

export interface Chosen {
  readonly who: Who;
  readonly ring: string | null;
}

/** Somebody; a question to the customer's server; or why nobody. */
export type Finding =
  Chosen | 'ASKS' | 'NOBODY_ELIGIBLE' | 'NO_RULE_MATCHED' | 'NO_EARLIER_AGENT' | 'NO_OWNER' | 'NO_USE';

/** Less is better; of equals whoever's turn comes first. */
type Score = (who: Who) => number;
const byTurn: Score = () => 0;

export interface At {
  readonly step: Step;
  readonly index: number;
  /** Out of the line nobody's server is asked again. */
  readonly mayAsk: boolean;
}

export function lookIn(state: State, search: Search, { step, index, mayAsk }: At): Finding {
  const { chat, promised } = search;
  const best = (order: readonly Who[], ring: string | null, score = byTurn): Finding => {
    const able = order.filter((who) => mayBeOffered(state, search, who, step.coolDown));
    const [who] = able.sort((one, other) => score(one) - score(other));
    return who === undefined ? 'NOBODY_ELIGIBLE' : { who, ring };
  };
  const ring = step.ofTeam ? ringOfTeam : ringOfAll;
  const turns = fromTurn(state, ring);
  switch (step.looks) {
    case 'AGENT':
      return best([step.agent ?? 0], null);
    case 'LAST_AGENT':
      return step.agent === null ? 'NO_EARLIER_AGENT' : best([step.agent], null);
    case 'ACCOUNT_OWNER':
      return step.agent === null ? 'NO_OWNER' : best([step.agent], null);
    case 'RING_OF_ALL':
    case 'TEAM':
      return best(turns, ring);
    case 'LEAST_BUSY':
      return best(turns, ring, (who) => takenOf(state, who, promised) / agentOf(state, who).limit);
    case 'LONGEST_IDLE':
      return best(turns, ring, (who) => (promised.has(who) ? state.now : agentOf(state, who).idleSince));
    case 'SKILLS': {
      const insisted = step.skills.filter((skill) => !isRelaxed(state, search, skill));
      const skilled = turns.filter((who) => metBy(state, who, insisted) === insisted.length);
      return best(skilled, ring, (who) => -metBy(state, who, step.skills));
    }
    case 'RULES':
      return byRules(state, search, (name) => best(fromTurn(state, name), name));
    case 'EXTERNAL': {
      const said = chat.answers[index] ?? (mayAsk ? null : 'NOTHING');
      if (said === null) return 'ASKS';
      if (said === 'NOTHING') return 'NO_USE';
      return said === 'TEAM' ? best(fromTurn(state, ringOfTeam), ringOfTeam) : best(said, null);
    }
  }
}

function isRelaxed(state: State, { chat }: Search, { relaxAfterSeconds: after }: WantedSkill): boolean {
  const waitedMs = state.now - chat.requestedAt;
  if (after === null || waitedMs < after * 1_000) return false;
  if (waitedMs === after * 1_000) state.remarks['relaxed on the stroke'] = true;
  return true;
}

const metBy = (state: State, who: Who, wanted: readonly WantedSkill[]): number =>
  wanted.filter(({ name, level }) => (agentOf(state, who).skills[name] ?? 0) >= level).length;

/** The first that holds and has somebody. */
function byRules(state: State, { chat }: Search, best: (ring: string) => Finding): Finding {
  const { country } = browserOf(state, chat.browser);
  const holding = state.rules.filter(
    ({ enabled, countries }) =>
      enabled && (countries.length === 0 || (country !== null && countries.includes(country))),
  );
  if (holding.length === 0) return 'NO_RULE_MATCHED';
  return holding.map(({ ring }) => best(ring)).find((one) => typeof one !== 'string') ?? 'NOBODY_ELIGIBLE';
}
