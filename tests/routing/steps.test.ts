/** Routes before they are followed: references put in place, and what cannot be followed told. */
import { routeFaultOf } from '../../src/routing/route-check';
import { maxRouteDepth, maxRouteSteps, resolvedSteps, type RouteFacts, stepOf, stepsOf } from '../../src/routing/steps';
import type { LiveChatRouting, RouteId, RouteStep } from '../../src/routing/terms';
import { along, alongNamed } from '../support/stage-dialogs';
import { agent, oneAgent, roundRobin, team } from './world';

const id = (name: string) => name as RouteId;
const to = (name: string): RouteStep => stepOf('ROUTE', { routeId: id(name) });
const ask = (name: string): RouteStep => stepOf('AGENT', { agentId: agent(name) });
const named = (routes: Readonly<Record<string, readonly RouteStep[]>>) =>
  new Map(Object.entries(routes).map(([name, steps]) => [id(name), steps]));
const facts = (changes: Partial<RouteFacts> = {}): RouteFacts => ({
  settings: { roundRobinFallback: false, accountUnavailable: 'CARD_ROUTING' },
  maxAttempts: null,
  routes: new Map(),
  ownerId: null,
  lastAgentId: null,
  ...changes,
});
const told = (steps: readonly RouteStep[] | null): string =>
  (steps ?? [])
    .map(({ kind, agentId, attempts }) => [kind, agentId, attempts].filter((one) => one !== null).join(' '))
    .join(', ');

describe('the classic options', () => {
  it('are one step each, with the ring of all to stand in where that is switched on', () => {
    const on = { roundRobinFallback: true };
    expect(told(stepsOf(team, on, 3))).toBe('TEAM 3, ROUND_ROBIN');
    expect(stepsOf(team, on)[1]?.standIn).toBe(true);
    expect(told(stepsOf(oneAgent('b'), { roundRobinFallback: false }))).toBe('AGENT b');
    expect(told(stepsOf(roundRobin, on))).toBe('ROUND_ROBIN');
  });

  it('of a visitor without an account need nothing to be kept', () => {
    expect(resolvedSteps(team, facts())).toBeNull();
  });
});

describe('a request', () => {
  it('keeps the steps of the routes that it names, with the agents that they mean', () => {
    const routes = named({ sales: [stepOf('LAST_AGENT'), to('all')], all: [stepOf('ROUND_ROBIN'), to('gone')] });
    const steps = resolvedSteps(along(ask('a'), to('sales')), facts({ routes, lastAgentId: agent('l') }));
    expect(told(steps)).toBe('AGENT a, LAST_AGENT l, ROUND_ROBIN');
    const whole: LiveChatRouting = alongNamed(id('all'));
    expect(told(resolvedSteps(whole, facts({ routes })))).toBe('ROUND_ROBIN');
  });

  it('ends where routes lead to each other, go too deep or are too long', () => {
    const round = named({ one: [ask('a'), to('two')], two: [ask('b'), to('one')] });
    expect(told(resolvedSteps(along(to('one')), facts({ routes: round })))).toBe('AGENT a, AGENT b');
    const levels = Array.from({ length: maxRouteDepth + 3 }, (_, level) => [
      `r${level}`,
      [ask(`${level}`), to(`r${level + 1}`)],
    ]);
    const deep = named(Object.fromEntries(levels) as Record<string, readonly RouteStep[]>);
    expect(resolvedSteps(along(to('r0')), facts({ routes: deep }))).toHaveLength(maxRouteDepth);
    const many = named({ many: Array.from({ length: 20 }, (_, turn) => ask(`${turn}`)) });
    expect(resolvedSteps(along(to('many'), to('many'), to('many')), facts({ routes: many }))).toHaveLength(
      maxRouteSteps,
    );
  });

  it('of an account begins with its owner, whatever the card says', () => {
    const owned = (changes: Partial<RouteFacts> = {}) => facts({ ownerId: agent('o'), ...changes });
    expect(told(resolvedSteps(team, owned({ maxAttempts: 2 })))).toBe('ACCOUNT_OWNER o, TEAM 2');
    expect(told(resolvedSteps(along(ask('a'), stepOf('ACCOUNT_OWNER')), owned()))).toBe(
      'ACCOUNT_OWNER o, AGENT a, ACCOUNT_OWNER o',
    );
    const own = stepOf('ACCOUNT_OWNER', { attempts: 3 });
    expect(told(resolvedSteps(along(own, ask('a')), owned()))).toBe('ACCOUNT_OWNER o 3, AGENT a');
    const alone = { roundRobinFallback: true, accountUnavailable: 'FALLBACK' } as const;
    expect(told(resolvedSteps(team, owned({ settings: alone })))).toBe('ACCOUNT_OWNER o');
    // It says itself how often and how long, whether or not anything comes behind.
    const patient = stepOf('ACCOUNT_OWNER', { attempts: 3, acceptWindowSeconds: 60 });
    const [only, ...others] = resolvedSteps(along(patient, ask('a')), owned({ settings: alone })) ?? [];
    expect(only).toEqual({ ...patient, agentId: agent('o') });
    expect(others).toEqual([]);
  });
});

describe('a route', () => {
  const around = (routes: ReadonlyMap<RouteId, readonly RouteStep[]>, own: string | null = null) => ({
    own: own === null ? null : id(own),
    routes,
    isThere: (step: RouteStep) => step.agentId !== agent('gone'),
  });

  it('that comes back to itself is a cycle, through however many others', () => {
    const routes = named({ b: [to('c')], c: [to('a'), ask('x')] });
    expect(routeFaultOf([to('b')], around(routes, 'a'))).toBe('ROUTE_CYCLE');
    expect(routeFaultOf([to('a')], around(new Map(), 'a'))).toBe('ROUTE_CYCLE');
    // It names nobody who leads back to it; that these lead to each other could not be saved.
    expect(routeFaultOf([to('b'), to('b')], around(named({ b: [ask('x')] }), 'a'))).toBeNull();
  });

  it('that comes to nobody is a dead end', () => {
    expect(routeFaultOf([], around(new Map()))).toBe('ROUTE_DEAD_END');
    expect(routeFaultOf([ask('gone'), to('b')], around(named({ b: [ask('gone')] })))).toBe('ROUTE_DEAD_END');
    expect(routeFaultOf([ask('gone'), to('b')], around(named({ b: [ask('here')] })))).toBeNull();
  });

  it('that is too deep or too long is told, and a thousand routes that name each other are judged at once', () => {
    const levels = Array.from({ length: 1_000 }, (_, level) => [`r${level}`, [ask('x'), to(`r${level + 1}`)]]);
    const deep = named(Object.fromEntries(levels) as Record<string, readonly RouteStep[]>);
    expect(routeFaultOf([to('r990')], around(deep))).toBe('ROUTE_TOO_LONG');
    expect(routeFaultOf([to('r991')], around(deep))).toBeNull();
    expect(routeFaultOf([to('r0')], around(deep))).toBe('ROUTE_TOO_LONG');
    // Each names the next one twice: followed without remembering, that were two to the power of thirty.
    const twice = Array.from({ length: 30 }, (_, level) => [
      `t${level}`,
      [to(`t${level + 1}`), to(`t${level + 1}`), ask('x')],
    ]);
    const wide = named(Object.fromEntries(twice) as Record<string, readonly RouteStep[]>);
    expect(routeFaultOf([to('t0')], around(wide))).toBe('ROUTE_TOO_LONG');
  });
});
