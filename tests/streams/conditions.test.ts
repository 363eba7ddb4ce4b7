import type { ListId, LiveChatRouting } from '../../src/routing/terms';
import type { StreamCondition } from '../../src/streams/audience-terms';
import { conditionHolds, conditionsHold, groupHolds } from '../../src/streams/conditions';
import type { Facts } from '../../src/streams/step-terms';
import { attributeIs, roundRobin } from './cards';
import { nobody, somebody } from './program';

const vip = 'vip' as ListId;
const holds = (condition: StreamCondition, change: Partial<Facts>): boolean =>
  conditionHolds(condition, { ...nobody, ...change });

describe('a condition', () => {
  it('on an attribute compares as a rule does', () => {
    expect(conditionHolds(attributeIs('Country', 'sweden'), somebody({ country: ' Sweden ' }))).toBe(true);
    expect(conditionHolds(attributeIs('country', 'Norway'), somebody({ country: 'Sweden' }))).toBe(false);
  });

  it('on a list holds for members, or for everybody else', () => {
    const lists = new Set(['vip']);
    expect(holds({ kind: 'LIST_MEMBER', listId: vip, member: true }, { lists })).toBe(true);
    expect(holds({ kind: 'LIST_MEMBER', listId: vip, member: false }, { lists })).toBe(false);
    expect(holds({ kind: 'LIST_MEMBER', listId: vip, member: true }, {})).toBe(false);
    expect(holds({ kind: 'LIST_MEMBER', listId: vip, member: false }, {})).toBe(true);
  });

  it('on being known asks for the e-mail address', () => {
    const known = (condition: boolean, facts: Facts) => conditionHolds({ kind: 'KNOWN', known: condition }, facts);
    expect(known(true, somebody({ email: 'a@b.se' }))).toBe(true);
    expect(known(false, somebody({ email: 'a@b.se' }))).toBe(false);
    expect(known(true, somebody({ email: ' ' }))).toBe(false);
    expect(known(false, nobody)).toBe(true);
  });

  it('on returning and on business hours holds for what it says', () => {
    for (const is of [true, false]) {
      for (const asked of [true, false]) {
        expect(holds({ kind: 'RETURNING', returning: asked }, { returning: is })).toBe(is === asked);
        expect(holds({ kind: 'BUSINESS_HOURS', open: asked }, { businessHoursOpen: is })).toBe(is === asked);
      }
    }
  });

  it('on a language holds for what is more particular, not for what is more general', () => {
    const speaks = (language: string | null, ...languages: readonly string[]): boolean =>
      holds({ kind: 'LANGUAGE', languages }, { language });
    expect(speaks('zh-Hant-TW', 'sv', 'ZH-hant')).toBe(true);
    expect(speaks('zh', 'zh-Hant')).toBe(false);
    expect(speaks('zhx', 'zh')).toBe(false);
    expect(speaks(null, 'zh')).toBe(false);
    expect(speaks('zh', '')).toBe(false);
  });

  it('on a referrer holds for any of its patterns, and without one for none', () => {
    const from = (referrer: string | null, ...patterns: readonly string[]): boolean =>
      holds({ kind: 'REFERRER', patterns }, { referrer });
    expect(from('https://www.example.com/a/b', 'https://other.example/*', 'https://*.example.com/a/*')).toBe(true);
    expect(from('https://www.example.org/a/b', 'https://*.example.com/*')).toBe(false);
    expect(from(null, '*')).toBe(false);
    expect(from(null)).toBe(true);
    expect(from(' ')).toBe(true);
    expect(from('https://example.com/')).toBe(false);
  });

  it('on a query parameter reads the address as a page would', () => {
    const asks = (pageUrl: string | null, ...values: readonly string[]): boolean =>
      holds({ kind: 'QUERY_PARAMETER', name: 'utm', operator: 'IS', values }, { pageUrl });
    expect(asks('https://a.example/?utm=spring+sale&utm=x', 'Spring Sale')).toBe(true);
    expect(asks('https://a.example/?UTM=x', 'x')).toBe(false);
    expect(asks('no address', 'x')).toBe(false);
    const empty = { kind: 'QUERY_PARAMETER', name: 'utm', operator: 'IS_EMPTY', values: [] } as const;
    expect([null, 'https://a.example/', 'https://a.example/?utm='].map((pageUrl) => holds(empty, { pageUrl }))).toEqual(
      [true, true, true],
    );
  });

  it('on an agent asks for the routing that it names', () => {
    const asked: LiveChatRouting[] = [];
    const agentAvailable = (routing: LiveChatRouting): boolean => asked.push(routing) > 0;
    expect(holds({ kind: 'AGENT_AVAILABLE', routing: roundRobin, available: true }, { agentAvailable })).toBe(true);
    expect(holds({ kind: 'AGENT_AVAILABLE', routing: roundRobin, available: false }, { agentAvailable })).toBe(false);
    expect(asked).toEqual([roundRobin, roundRobin]);
  });
});

describe('several conditions', () => {
  const yes: StreamCondition = { kind: 'KNOWN', known: false };
  const no: StreamCondition = { kind: 'KNOWN', known: true };

  it('hold all together or any of them, and none at all always', () => {
    expect(conditionsHold({ match: 'ALL', conditions: [yes, no] }, nobody)).toBe(false);
    expect(conditionsHold({ match: 'ANY', conditions: [yes, no] }, nobody)).toBe(true);
    for (const match of ['ALL', 'ANY'] as const) {
      expect(conditionsHold({ match, conditions: [] }, nobody)).toBe(true);
    }
  });

  it('count alike inside of groups', () => {
    const inner = (match: 'ALL' | 'ANY') => ({ match, conditions: [yes, no] });
    expect(groupHolds({ match: 'ALL', conditions: [yes], groups: [inner('ANY')] }, nobody)).toBe(true);
    expect(groupHolds({ match: 'ALL', conditions: [yes], groups: [inner('ALL')] }, nobody)).toBe(false);
    expect(groupHolds({ match: 'ANY', conditions: [no], groups: [inner('ANY')] }, nobody)).toBe(true);
    expect(groupHolds({ match: 'ANY', conditions: [no], groups: [inner('ALL')] }, nobody)).toBe(false);
  });
});
