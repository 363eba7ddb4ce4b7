import type { ListId } from '../../src/routing/terms';
import type { StreamCondition } from '../../src/streams/audience-terms';
import type { Card, Script } from '../../src/streams/script';
import { referencesOf, validate } from '../../src/streams/validate';
import { attributeIs, branch, capture, delay, flow, goal, liveChat, meeting, message, paper, question } from './cards';
import { contact, inFlows, issuesOf, known, toAgent, toTeam } from './judged';

describe('a loop', () => {
  it('that only time breaks, or a capture that is skipped, or a meeting that nobody can be booked for, has no answer', () => {
    expect(issuesOf(delay('a', 5, 'b'), goal('b', 'c'), paper('c', 'a'))).toEqual(['ERROR LOOP_WITHOUT_ANSWER a']);
    const skipping = capture('a', 'phone', 'a', { whenKnown: 'SKIP' });
    expect(issuesOf(skipping)).toEqual(['ERROR LOOP_WITHOUT_ANSWER a']);
    expect(issuesOf(capture('a', 'phone', 'a'))).toEqual([]);
    expect(issuesOf(meeting('a', null, 'a'))).toEqual(['ERROR LOOP_WITHOUT_ANSWER a']);
    expect(issuesOf(meeting('a', 'a', null))).toEqual([]);
  });

  it('through any branch has no answer, its else included', () => {
    const known: StreamCondition = { kind: 'KNOWN', known: true };
    expect(issuesOf(branch('a', [[known, 'b']], null), message('b', 'a'))).toEqual(['ERROR LOOP_WITHOUT_ANSWER a']);
    expect(issuesOf(branch('a', [[known, null]], 'b'), message('b', 'a'))).toEqual(['ERROR LOOP_WITHOUT_ANSWER a']);
  });

  it('is told once where loops share a card', () => {
    const known: StreamCondition = { kind: 'KNOWN', known: true };
    const script = [message('z', 'b'), message('a', 'b'), branch('b', [[known, 'a']], 'c'), message('c', 'b')];
    expect(issuesOf(...script)).toContain('ERROR LOOP_WITHOUT_ANSWER a');
    expect(issuesOf(...script).filter((issue) => issue.includes('LOOP'))).toHaveLength(1);
  });

  it('through a flow is one where the flow can be played without an answer', () => {
    const loop = [flow('a', 'f', 'b'), message('b', 'a')];
    const judged = (flows: Readonly<Record<string, Script>>): readonly string[] => inFlows(flows, ...loop);
    expect(judged({ f: [message('hi')] })).toEqual(['ERROR LOOP_WITHOUT_ANSWER a']);
    expect(judged({ f: [question('ask', { Yes: null })] })).toEqual([]);
    expect(
      judged({ f: [branch('b', [[attributeIs('city', 'x'), null]], 'ask'), question('ask', { Yes: null })] }),
    ).toEqual(['ERROR LOOP_WITHOUT_ANSWER a']);
    expect(judged({ f: [flow('g', 'g')], g: [capture('mail', 'email')] })).toEqual([]);
    expect(judged({ f: [flow('g', 'g')], g: [] })).toEqual(['ERROR LOOP_WITHOUT_ANSWER a']);
  });
});

describe('a flow card', () => {
  it('plays a flow that is published', () => {
    expect(inFlows({ f: [message('hi')] }, flow('a', 'f'))).toEqual([]);
    expect(inFlows({}, flow('a', 'f'))).toEqual(['ERROR UNKNOWN_FLOW a']);
  });

  it('does not come back to its own stream, however far round', () => {
    expect(inFlows({}, flow('a', 'own'))).toEqual(['ERROR FLOW_LOOP a']);
    const round = { f: [flow('x', 'g')], g: [message('hi', 'x'), flow('x', 'own')] };
    expect(inFlows(round, flow('a', 'f'))).toEqual(['ERROR FLOW_LOOP a']);
  });

  it('is judged even where others play each other', () => {
    expect(inFlows({ f: [flow('x', 'g')], g: [flow('x', 'f')] }, flow('a', 'f'))).toEqual([]);
  });

  it('brings what every way through it has asked', () => {
    const asking: Script = [...contact, question('ask', { Yes: null, No: null })];
    expect(inFlows({ f: asking }, flow('a', 'f', 'chat'), liveChat('chat'))).toEqual([]);
    const short: Script = [
      question('ask', { Yes: 'name', No: null }),
      capture('name', 'firstName', 'mail'),
      capture('mail', 'email'),
    ];
    expect(inFlows({ f: short }, flow('a', 'f', 'chat'), liveChat('chat'))).toEqual([
      'WARNING NO_CONTACT_BEFORE_LIVE_CHAT chat',
    ]);
  });

  it("and cards of its own stream bear no common names: the flow's are told as flow/card", () => {
    expect(inFlows({ f: [message('hi')] }, flow('a', 'f', 'a/b'), message('a/b'))).toEqual(['ERROR DUPLICATE_KEY a/b']);
    expect(issuesOf(message('a', 'a/b'), message('a/b'))).toEqual([]);
  });

  it('refers to nothing else: flows, lists, agents and teams are looked up as they are named', () => {
    const toSales = toTeam('sales');
    const script: Script = [
      flow('a', 'f'),
      flow('b', 'f'),
      branch('c', [
        [{ kind: 'LIST_MEMBER', listId: 'vip' as ListId, member: true }, null],
        [{ kind: 'AGENT_AVAILABLE', routing: toSales, available: true }, null],
      ]),
      { ...meeting('d'), routing: toAgent('ann') },
    ];
    expect(referencesOf(script)).toEqual({
      agentIds: ['ann'],
      teamIds: ['sales'],
      listIds: ['vip'],
      flowIds: ['f'],
      routeIds: [],
      routerIds: [],
    });
  });
});

describe('a branch card', () => {
  it('has an else', () => {
    expect(issuesOf(branch('a', [[attributeIs('city', 'x'), null]], 'NONE'))).toEqual(['ERROR NO_ELSE a']);
  });

  it('asks about attributes, lists, agents and teams that exist', () => {
    const asked = (condition: StreamCondition): readonly string[] =>
      validate([branch('a', [[condition, null]])], { ...known, listIds: new Set(['vip']) }).map(({ code }) => code);
    expect(asked(attributeIs('shoeSize', '43'))).toEqual(['UNKNOWN_ATTRIBUTE']);
    expect(asked({ kind: 'LIST_MEMBER', listId: 'gone' as ListId, member: true })).toEqual(['UNKNOWN_LIST']);
    expect(asked({ kind: 'LIST_MEMBER', listId: 'vip' as ListId, member: true })).toEqual([]);
    expect(asked({ kind: 'AGENT_AVAILABLE', routing: toAgent('bob'), available: true })).toEqual(['UNKNOWN_AGENT']);
    expect(asked({ kind: 'AGENT_AVAILABLE', routing: toTeam('gone'), available: true })).toEqual(['UNKNOWN_TEAM']);
    expect(asked({ kind: 'AGENT_AVAILABLE', routing: toTeam('sales'), available: false })).toEqual([]);
  });

  it('has branches of different keys', () => {
    const card = branch('a', [[attributeIs('city', 'x'), null]]);
    const twice: Card = { ...card, branches: [...card.branches, ...card.branches] };
    expect(issuesOf(twice)).toEqual(['ERROR DUPLICATE_KEY a']);
  });

  it('of three hundred levels is judged like any other', () => {
    const deep = Array.from({ length: 300 }, (_, level) =>
      branch(`b${level}`, [[attributeIs('city', `${level}`), `b${level + 1}`]], 'end'),
    );
    expect(issuesOf(...deep, message('b300'), message('end'))).toEqual([]);
  });
});
