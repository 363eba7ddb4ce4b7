/** What is told of routes that cards follow before anybody is sent along them. */
import { stepOf } from '../../src/routing/steps';
import type { AgentId, LiveChatRouting, RouteId, RouterId, RouteStep, TeamId } from '../../src/routing/terms';
import { referencesOf } from '../../src/streams/validate';
import { along, alongNamed } from '../support/stage-dialogs';
import { liveChat, meeting, question } from './cards';
import { contact, issuesIn, issuesOf, known } from './judged';

const agent = (id: string) => stepOf('AGENT', { agentId: id as AgentId });
const team = (id: string) => stepOf('TEAM', { teamId: id as TeamId });
const to = (id: string) => stepOf('ROUTE', { routeId: id as RouteId });
const server = (id: string) => stepOf('EXTERNAL', { routerId: id as RouterId });
const named = (id: string): LiveChatRouting => alongNamed(id as RouteId);
const chat = (routing: LiveChatRouting) => [
  ...contact,
  question('ask', { Yes: 'chat' }),
  { ...liveChat('chat'), routing },
];
const told = (routing: LiveChatRouting, routes: Readonly<Record<string, readonly RouteStep[]>> = {}) =>
  issuesIn(chat(routing), { ...known, routes: new Map(Object.entries(routes)), routerIds: new Set(['ours']) });

it('a route of steps that are there has no issue', () => {
  expect(told(along(agent('ann'), team('sales'), stepOf('LEAST_BUSY'), server('ours')))).toEqual([]);
  expect(told(named('all'), { all: [to('more')], more: [team('sales')] })).toEqual([]);
});

it('each thing that is not there is told once, with its card', () => {
  const gone = [agent('bob'), agent('cid'), team('gone'), stepOf('SKILLS', { teamId: 'lost' as TeamId })];
  expect(told(along(...gone, to('none'), server('theirs')))).toEqual([
    'ERROR UNKNOWN_AGENT chat',
    'ERROR UNKNOWN_TEAM chat',
    'ERROR UNKNOWN_ROUTE chat',
    'ERROR UNKNOWN_ROUTER chat',
  ]);
  expect(told(named('none'))).toEqual(['ERROR UNKNOWN_ROUTE chat']);
});

it('a route that comes back to itself, comes to nobody or is too long is told as that', () => {
  expect(told(named('a'), { a: [to('b')], b: [to('a'), agent('ann')] })).toEqual(['ERROR ROUTE_CYCLE chat']);
  expect(told(along())).toEqual(['ERROR ROUTE_DEAD_END chat']);
  expect(told(named('a'), { a: [agent('gone'), team('gone')] })).toEqual(['ERROR ROUTE_DEAD_END chat']);
  expect(told(along(...Array.from({ length: 51 }, () => agent('ann'))))).toEqual(['ERROR ROUTE_TOO_LONG chat']);
});

it('a meeting and a branch that asks for agents are judged alike', () => {
  expect(issuesOf({ ...meeting('meet'), routing: along(agent('gone')) })).toEqual(['ERROR UNKNOWN_AGENT meet']);
  const asks = { kind: 'AGENT_AVAILABLE', routing: along(team('gone')), available: true } as const;
  const branches = [{ key: 'one', match: 'ALL', conditions: [asks], next: null }] as const;
  expect(issuesOf({ kind: 'BRANCH', key: 'fork', branches, otherwise: { next: null } })).toEqual([
    'ERROR UNKNOWN_TEAM fork',
  ]);
});

it('what steps name is looked up with the rest', () => {
  const { agentIds, teamIds, routeIds, routerIds } = referencesOf(
    chat(along(agent('ann'), team('sales'), to('a'), server('ours'))),
  );
  expect({ agentIds, teamIds, routeIds, routerIds }).toEqual({
    agentIds: ['ann'],
    teamIds: ['sales'],
    routeIds: ['a'],
    routerIds: ['ours'],
  });
});
