import type { DialogId, DialogKind, ListId } from '../../src/routing/terms';
import { compileAudiences, type DialogVerdict, type PublishedDialog, type Standing } from '../../src/streams/audience';
import { type Audience, everybody, type StreamCondition } from '../../src/streams/audience-terms';
import type { Facts } from '../../src/streams/step-terms';

const now = new Date(Date.UTC(2030, 5, 1));
const day = 86_400_000;

interface Given extends Partial<Audience> {
  readonly priority?: number;
  readonly day?: number | null;
  readonly kind?: DialogKind;
}

function dialog(
  id: string,
  { priority = 0, day: published = 1, kind = 'DIALOG', ...audience }: Given = {},
): PublishedDialog {
  return {
    id: id as DialogId,
    kind,
    name: id,
    version: 1,
    priority,
    publishedAt: published === null ? null : new Date(Date.UTC(2030, 0, published)),
    audience: { ...everybody, ...audience },
  };
}

const facts = (known: Partial<Facts> = {}): Facts => ({
  attributes: new Map(),
  shown: new Map(),
  lists: new Set(),
  language: null,
  pageUrl: 'https://shop.example/pricing',
  referrer: null,
  returning: false,
  businessHoursOpen: true,
  agentAvailable: () => true,
  ...known,
});

const standing = (known: Partial<Standing> = {}): Standing => ({
  now,
  chatEnabled: true,
  completed: new Set(),
  shown: new Set(),
  showings: new Map(),
  engagedIn: null,
  dwell: { secondsOnPage: 0, secondsOnSite: 0, scrollPercent: 0, exitIntent: false },
  ...known,
});

const all = (...conditions: StreamCondition[]): Pick<Audience, 'conditions'> => ({
  conditions: { match: 'ALL', conditions, groups: [] },
});

function verdicts(
  published: readonly PublishedDialog[],
  known: { readonly facts?: Partial<Facts>; readonly standing?: Partial<Standing> } = {},
): Readonly<Record<string, DialogVerdict>> {
  const judged = compileAudiences(published).judge(facts(known.facts), standing(known.standing));
  return Object.fromEntries(judged.verdicts.map(({ dialog: { id }, verdict }) => [id, verdict]));
}

function winner(published: readonly PublishedDialog[], known: Parameters<typeof verdicts>[1] = {}): string | null {
  const matcher = compileAudiences(published);
  const [who, where] = [facts(known.facts), standing(known.standing)];
  const resolved = matcher.resolve(who, where);
  // The quick answer and the explained one are the same.
  expect(matcher.judge(who, where).resolved).toEqual(resolved);
  return resolved?.dialog.id ?? null;
}

describe('which dialog a visitor gets', () => {
  it('is the one of the highest priority', () => {
    const three = [dialog('a', { priority: 1 }), dialog('b', { priority: 9, day: 3 }), dialog('c', { priority: 5 })];
    expect(winner(three)).toBe('b');
    expect(verdicts(three)).toEqual({ b: 'WINS', c: 'LOWER_PRIORITY', a: 'LOWER_PRIORITY' });
  });

  it('is the one published first among equals, and the same however they were listed', () => {
    const [late, early, never] = [dialog('a', { day: 3 }), dialog('b', { day: 2 }), dialog('c', { day: null })];
    expect(winner([late, early, never])).toBe('b');
    expect(winner([dialog('b'), dialog('a')])).toBe('a');
    expect(winner([dialog('a'), dialog('b')])).toBe('a');
  });

  it('is none where none fits', () => {
    expect(winner([])).toBeNull();
    expect(winner([dialog('a', { targets: ['https://other.example/*'] })])).toBeNull();
  });

  it('is never a flow', () => {
    expect(verdicts([dialog('a', { kind: 'FLOW', priority: 9 }), dialog('b')])).toEqual({ a: 'FLOW', b: 'WINS' });
  });

  it('is none while the chat is switched off', () => {
    expect(winner([dialog('a')], { standing: { chatEnabled: false } })).toBeNull();
    expect(verdicts([dialog('a')], { standing: { chatEnabled: false } })).toEqual({ a: 'SWITCHED_OFF' });
  });

  it('goes on where the visitor is engaged, whatever fits the page', () => {
    const here = [dialog('a', { targets: ['https://elsewhere.example/'] }), dialog('b', { priority: 9 })];
    expect(verdicts(here, { standing: { engagedIn: 'a' as DialogId } })).toEqual({ b: 'ENGAGED_ELSEWHERE', a: 'WINS' });
  });
});

describe('targets', () => {
  const here = dialog('a', {
    targets: ['https://shop.example/pricing', '*.shop.example/*'],
    exclusions: ['*/secret/*'],
  });
  it.each([
    ['https://shop.example/pricing', 'WINS'],
    ['https://shop.example/pricing/?utm_source=x#top', 'WINS'],
    ['https://shop.example/', 'NOT_TARGETED'],
    ['https://www.shop.example/anything', 'WINS'],
    ['http://deep.www.shop.example/', 'WINS'],
    ['https://www.shop.example/secret/door', 'EXCLUDED'],
    ['https://example/', 'NOT_TARGETED'],
    [null, 'NOT_TARGETED'],
    ['about:blank', 'NOT_TARGETED'],
  ])('on %s it is %s', (pageUrl, verdict) => {
    expect(verdicts([here], { facts: { pageUrl } })).toEqual({ a: verdict });
  });

  it('that are none are every page, also one that is unknown', () => {
    expect(winner([dialog('a')], { facts: { pageUrl: null } })).toBe('a');
    expect(winner([dialog('a', { targets: ['*'] })], { facts: { pageUrl: null } })).toBeNull();
  });

  it('of several dialogs are found for the host alone', () => {
    const many = Array.from({ length: 500 }, (_, index) =>
      dialog(`d${index}`, { targets: [`https://site${index}.example/*`], priority: index }),
    );
    expect(winner(many, { facts: { pageUrl: 'https://site123.example/x' } })).toBe('d123');
  });
});

describe('conditions', () => {
  const inList: StreamCondition = { kind: 'LIST_MEMBER', listId: 'vips' as ListId, member: true };
  const known: StreamCondition = { kind: 'KNOWN', known: true };
  const swedish: StreamCondition = { kind: 'LANGUAGE', languages: ['sv'] };

  it('are told one by one where they fail', () => {
    const matcher = compileAudiences([dialog('a', all(inList, known, swedish))]);
    const { verdicts: judged } = matcher.judge(facts({ language: 'sv-FI' }), standing());
    expect(judged).toMatchObject([{ verdict: 'CONDITIONS_FAILED', failed: [inList, known] }]);
  });

  it('nest once: an inner group that holds is no reason, one that fails is told by its conditions', () => {
    const conditions = {
      match: 'ALL',
      conditions: [swedish],
      groups: [
        { match: 'ANY', conditions: [inList, known] },
        { match: 'ANY', conditions: [known, { kind: 'RETURNING', returning: false }] },
      ],
    } as const;
    const matcher = compileAudiences([dialog('a', { conditions })]);
    const judge = (who: Partial<Facts>) => matcher.judge(facts(who), standing()).verdicts[0];
    expect(judge({ language: 'sv', lists: new Set(['vips']) })).toMatchObject({ verdict: 'WINS' });
    expect(judge({ language: 'sv' })).toMatchObject({ verdict: 'CONDITIONS_FAILED', failed: [inList, known] });
    expect(judge({ language: 'de' })?.failed).toEqual([swedish, inList, known]);
  });

  it('that ask for agents are looked up for the page at hand alone', () => {
    const asks = (agentId: string) =>
      all({
        kind: 'AGENT_AVAILABLE',
        routing: { strategy: 'AGENT', agentId: agentId as never, teamId: null },
        available: true,
      });
    const matcher = compileAudiences([
      dialog('a', { ...asks('ann'), targets: ['shop.example/*'] }),
      dialog('b', { ...asks('bob'), targets: ['other.example/*'] }),
      dialog('c', asks('ann')),
    ]);
    expect(matcher.routingsAsked(facts()).map(({ agentId }) => agentId)).toEqual(['ann']);
    expect(matcher.resolve(facts({ agentAvailable: () => false }), standing())).toBeNull();
  });
});

describe('what was before', () => {
  it('a completed dialog never comes back', () => {
    const before = { standing: { completed: new Set(['a']) } };
    expect(verdicts([dialog('a', { priority: 2 }), dialog('b')], before)).toEqual({ a: 'COMPLETED', b: 'WINS' });
  });

  it('a cap counts the showings of its days, and never takes away what this visit has seen', () => {
    const capped = dialog('a', { frequency: { times: 2, days: 7 } });
    const shown = (onThisVisit: boolean, ...daysAgo: number[]) => ({
      standing: {
        showings: new Map([['a', { onThisVisit, at: daysAgo.map((ago) => new Date(now.getTime() - ago * day)) }]]),
      },
    });
    expect(verdicts([capped], shown(false, 1))).toEqual({ a: 'WINS' });
    expect(verdicts([capped], shown(false, 1, 2))).toEqual({ a: 'FREQUENCY_CAP' });
    expect(verdicts([capped], shown(true, 0, 2))).toEqual({ a: 'WINS' });
    expect(verdicts([capped], shown(false, 1, 7))).toEqual({ a: 'WINS' });
    expect(verdicts([dialog('a')], shown(false, 1, 2, 3))).toEqual({ a: 'WINS' });
  });
});

describe('triggers', () => {
  const late = dialog('a', {
    priority: 1,
    triggers: { secondsOnPage: 30, secondsOnSite: 60, scrollPercent: 50, exitIntent: true },
  });
  const waits = (known: Partial<Standing>) => compileAudiences([late, dialog('b')]).resolve(facts(), standing(known));

  it('that are pending keep the dialog resolved and the others away', () => {
    expect(verdicts([late, dialog('b')])).toEqual({ a: 'TRIGGER_PENDING', b: 'LOWER_PRIORITY' });
  });

  it('tell what remains', () => {
    const dwell = { secondsOnPage: 10, secondsOnSite: 60, scrollPercent: 49, exitIntent: true };
    expect(waits({ dwell })?.waitsFor).toEqual({
      secondsOnPage: 20,
      secondsOnSite: null,
      scrollPercent: 50,
      exitIntent: false,
    });
  });

  it('that have all happened show it', () => {
    const dwell = { secondsOnPage: 30, secondsOnSite: 99, scrollPercent: 50, exitIntent: true };
    expect(waits({ dwell })).toMatchObject({ dialog: { id: 'a' }, waitsFor: null });
  });

  it('have happened where it was shown before', () => {
    expect(waits({ shown: new Set(['a']) })).toMatchObject({ dialog: { id: 'a' }, waitsFor: null });
  });
});
