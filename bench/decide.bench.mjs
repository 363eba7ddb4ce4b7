/**
 * Who gets the chat, of 1,000 agents, asked as a request asks: by 100 custom rules, by the ring, and by each step that chooses
 * inside a ring. Everybody is busy but the last one that is looked at, so nothing is cut short. Beside the rules the loop that
 * one would write first, which filters the agents of every rule that holds; both must find the same agent. The agents come
 * out of the kept roster, as they do in the product.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { median, percentile, round, timed } from './support/measure.mjs';

export const title = 'Decision (1,000 candidates, 100 rules)';
const require = createRequire(import.meta.url);
const [agents, rules] = [1_000, 100];
const idOf = (index) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
const now = new Date('2026-03-02T10:00:00Z');

/** What the database would tell of them: all full but one, each with two skills. */
function rosterRow(last) {
  const lines = Array.from({ length: agents }, (_, index) => {
    const facts = 1 + 2 + 4 + 8 * 10 + 8192 * (index === last ? 0 : 10);
    const skills = JSON.stringify({ swedish: 1 + (index % 5), billing: 1 + (index % 3) });
    return `${idOf(index)} ${facts} ${now.getTime() - index} ${now.getTime() - 3_600_000} ${skills}`;
  });
  const leases = Array.from({ length: agents }, (_, index) => `${idOf(index)} ${now.getTime() + 60_000} one`);
  return {
    server: 'one',
    horizon: '1',
    seenBelow: 1,
    underWay: 0,
    now,
    changedAgents: lines.join('\n'),
    changedLeases: leases.join('\n'),
    isOwn: false,
    crowd: null,
  };
}

function ringOf(id, order) {
  return { id, kind: 'RULE', order, lastOffered: null };
}

/** Half of them hold; of the last one the free agent is the last. */
function rulesOf(order) {
  return Array.from({ length: rules }, (_, index) => ({
    id: `rule ${index}`,
    name: `Rule ${index}`,
    position: index + 1,
    enabled: true,
    match: 'ALL',
    conditions: [
      { attribute: 'country', operator: 'IS', values: ['NO', index % 2 === 0 ? 'DE' : 'SE'] },
      { attribute: 'company', operator: 'CONTAINS', values: ['acme', 'umbrella'] },
    ],
    pool: ringOf(`pool ${index}`, order.slice(index * 10, index * 10 + 10)),
  }));
}

/** Every rule that holds filters all agents anew. */
function naiveLoop(picture, holds) {
  const everybody = picture.workspacePool.order.map((id) => picture.candidates.get(id));
  return (request) => {
    for (const rule of picture.rules) {
      if (!rule.conditions.every((condition) => holds(condition, request.attributes))) continue;
      const free = everybody.filter(
        (agent) =>
          rule.pool.order.includes(agent.id) &&
          agent.active &&
          agent.takesLiveChats &&
          agent.available &&
          agent.reachable &&
          agent.taken < agent.capacity,
      );
      if (free.length > 0) return free[0].id;
    }
    return null;
  };
}

function collect() {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}

export async function run(rig, { full }) {
  const load = (path) => require(join(rig.root, 'dist/src', path));
  const { decide } = load('routing/decide.js');
  const { holds } = load('routing/custom-rules.js');
  const { stepOf } = load('routing/steps.js');
  const { createRosters } = load('stores/roster.js');
  const last = agents - 1;
  const candidates = await createRosters().look('workspace', async () => rosterRow(last));
  const order = Array.from({ length: agents }, (_, index) => idOf(index));
  const workspacePool = ringOf('everybody', order);
  const settings = { requireReachable: true, roundRobinFallback: false, teamAttempts: 2, rampSeconds: 600 };
  const picture = { settings, workspacePool, teamPools: new Map(), rules: rulesOf(order), candidates };
  const attributes = new Map([
    ['country', 'SE'],
    ['company', 'Acme Ltd'],
  ]);
  const asks = (routing, steps = null) => ({
    routing: { agentId: null, teamId: null, ...routing },
    steps,
    attributes,
    tried: new Map(),
    attempt: 1,
    requestedAt: now,
    now,
  });
  const skills = [{ name: 'swedish', level: 1, relaxAfterSeconds: null }];
  const kinds = {
    'custom rules': asks({ strategy: 'CUSTOM_RULES' }),
    'round robin': asks({ strategy: 'ROUND_ROBIN' }),
    'least busy': asks({ strategy: 'ROUTE' }, [stepOf('LEAST_BUSY')]),
    'longest idle': asks({ strategy: 'ROUTE' }, [stepOf('LONGEST_IDLE')]),
    skills: asks({ strategy: 'ROUTE' }, [stepOf('SKILLS', { skills })]),
    'rules, then everybody': asks({ strategy: 'ROUTE' }, [
      stepOf('CUSTOM_RULES', { attempts: 1 }),
      stepOf('ROUND_ROBIN'),
    ]),
  };
  const times = full ? 4_000 : 800;
  const naive = naiveLoop(picture, holds);
  const looping = [];
  const costs = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, []]));
  let different = 0;
  // Together in each round, so that what the machine does meanwhile falls on all of them alike.
  for (let turn = -200; turn < times; turn += 1) {
    for (const [kind, request] of Object.entries(kinds)) {
      const decision = timed(turn < 0 ? [] : costs[kind], () => decide(request, picture));
      if (decision.agentId !== idOf(last)) different += 1;
    }
    if (turn % 10 === 0 && timed(turn < 0 ? [] : looping, () => naive(kinds['custom rules'])) !== idOf(last))
      different += 1;
  }
  collect();
  const before = process.memoryUsage().heapUsed;
  for (let turn = 0; turn < times; turn += 1) decide(kinds['custom rules'], picture);
  collect();
  const keptKb = (process.memoryUsage().heapUsed - before) / 1024;
  const ms = (values, p) => round(percentile(values, p), 3);
  const medians = Object.values(costs).map(median);
  return {
    rows: [
      ['', 'Parley', 'naive loop', 'ratio', 'budget'],
      ...Object.entries(costs).map(([kind, values]) => [
        `${kind}, median CPU ms`,
        ms(values, 50),
        kind === 'custom rules' ? ms(looping, 50) : '',
        kind === 'custom rules' ? round(median(values) / median(looping), 3) : '',
        '≤ 0.5',
      ]),
      ['custom rules, p99 CPU ms', ms(costs['custom rules'], 99), ms(looping, 99), '', ''],
      [`kept on the heap by ${times} decisions, kB`, round(keptKb, 1), '', '', '≤ 64'],
      ['agents found that differ', different, '', '', '0'],
    ],
    met: Math.max(...medians) <= 0.5 && keptKb <= 64 && different === 0,
  };
}
