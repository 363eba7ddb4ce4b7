import fc from 'fast-check';
import type { CardDraft, CardKinds } from '../../src/actions/card-draft';
import type { StreamConditionDraft } from '../../src/actions/stream-condition-reading';
import type { AgentId, DialogId, LiveChatRouting, TeamId } from '../../src/routing/terms';
import { anyText } from '../support/any-text';
import { cardOf, one, read } from '../support/card-drafts';
import { faultsOf } from '../support/staff';

const roundRobin: LiveChatRouting = { strategy: 'ROUND_ROBIN', agentId: null, teamId: null };
const known: StreamConditionDraft = {
  attribute: null,
  listMember: null,
  known: true,
  returning: null,
  languages: null,
  referrers: null,
  queryParameter: null,
  businessHoursOpen: null,
  agentAvailable: null,
};

describe('a card', () => {
  it('that says nothing of what it may leave out is stored without it', () => {
    expect(cardOf(one({ message: { text: 'Hi' } }))).toEqual({ kind: 'MESSAGE', key: 'card', text: 'Hi', next: null });
    expect(
      cardOf(one({ infoCapture: { text: 'Who?', attribute: 'EMAIL', whenKnown: 'OVERWRITE', placeholder: ' ' } })),
    ).toEqual({
      kind: 'INFO_CAPTURE',
      key: 'card',
      text: 'Who?',
      attribute: 'email',
      next: null,
    });
    expect(cardOf(one({ liveChat: { routing: roundRobin, fallbackBooking: false } }))).toEqual({
      kind: 'LIVE_CHAT',
      key: 'card',
      routing: roundRobin,
      acceptWindowSeconds: null,
      next: null,
    });
  });

  it('of each kind is read with all that it says', () => {
    expect(
      cardOf(
        one({
          infoCapture: {
            text: 'Who?',
            attribute: 'phone',
            placeholder: '+46',
            whenKnown: 'SKIP',
            invalidMessage: 'Digits, please.',
            poke: false,
            next: ' on ',
          },
        }),
      ),
    ).toEqual({
      kind: 'INFO_CAPTURE',
      key: 'card',
      text: 'Who?',
      poke: false,
      attribute: 'phone',
      placeholder: '+46',
      whenKnown: 'SKIP',
      invalidMessage: 'Digits, please.',
      next: 'on',
    });
    expect(
      cardOf(one({ document: { text: 'Read', title: 'Prices', url: ' https://example.com/a b.pdf', next: 'on' } })),
    ).toEqual({
      kind: 'DOCUMENT',
      key: 'card',
      text: 'Read',
      title: 'Prices',
      url: 'https://example.com/a%20b.pdf',
      next: 'on',
    });
    const routing: LiveChatRouting = { strategy: 'TEAM', agentId: 'ann' as AgentId, teamId: 'sales' as TeamId };
    expect(
      cardOf(one({ meeting: { text: 'Book', routing, agentNameAttribute: 'Company', next: 'on', otherwise: 'off' } })),
    ).toEqual({
      kind: 'MEETING',
      key: 'card',
      text: 'Book',
      routing: { ...routing, agentId: null },
      agentNameAttribute: 'company',
      next: 'on',
      otherwise: 'off',
    });
    expect(cardOf(one({ goal: { name: ' Won ', score: 0 } }))).toEqual({
      kind: 'GOAL',
      key: 'card',
      name: 'Won',
      score: 0,
      next: null,
    });
    expect(cardOf(one({ action: { attribute: 'SIZE', value: 'large', next: 'on' } }))).toEqual({
      kind: 'ACTION',
      key: 'card',
      attribute: 'size',
      value: 'Large',
      next: 'on',
    });
    expect(cardOf(one({ branch: { branches: [{ conditions: [known], next: 'on' }], otherwise: {} } }))).toEqual({
      kind: 'BRANCH',
      key: 'card',
      branches: [{ key: '1', match: 'ALL', conditions: [{ kind: 'KNOWN', known: true }], next: 'on' }],
      otherwise: { next: null },
    });
    expect(cardOf(one({ flow: { flowId: 'f' as DialogId } }))).toEqual({
      kind: 'FLOW',
      key: 'card',
      flowId: 'f',
      next: null,
    });
    expect(cardOf(one({ delay: { seconds: 3_600 } }))).toEqual({
      kind: 'DELAY',
      key: 'card',
      seconds: 3_600,
      next: null,
    });
    expect(
      cardOf(
        one({
          liveChat: { routing, acceptWindowSeconds: 30, attempts: 3, fallbackMessage: 'Sorry', fallbackBooking: true },
        }),
      ),
    ).toMatchObject({ acceptWindowSeconds: 30, attempts: 3, fallbackMessage: 'Sorry', fallbackBooking: true });
  });

  it('may let visitors wait, and offers one thing where nobody came', () => {
    const queue = { maxLength: 500, maxWaitSeconds: 7_200 };
    const liveChat = { routing: roundRobin, queue, leaveMessage: true };
    expect(cardOf(one({ liveChat }))).toMatchObject({ queue, leaveMessage: true });
    const plain = cardOf(one({ liveChat: { routing: roundRobin, queue: null, leaveMessage: false } }));
    expect(Object.keys(plain as object)).not.toEqual(expect.arrayContaining(['queue', 'leaveMessage']));
    expect(
      faultsOf(
        read(
          one({ liveChat: { ...liveChat, queue: { maxLength: 0, maxWaitSeconds: 9 } } }),
          one({ liveChat: { ...liveChat, queue: { maxLength: 501, maxWaitSeconds: 7_201 } } }),
          one({ liveChat: { ...liveChat, fallbackBooking: true } }),
        ),
      ),
    ).toEqual([
      'INVALID cards.0.liveChat.queue.maxLength',
      'INVALID cards.0.liveChat.queue.maxWaitSeconds',
      'INVALID cards.1.liveChat.queue.maxLength',
      'INVALID cards.1.liveChat.queue.maxWaitSeconds',
      'INVALID cards.2.liveChat.leaveMessage',
    ]);
  });

  it('is exactly one of the kinds', () => {
    expect(faultsOf(read(one({}), one({ goal: { name: 'x' }, delay: { seconds: 1 } })))).toEqual([
      'INVALID cards.0',
      'INVALID cards.1',
    ]);
  });

  it('is told all its faults at once, each at its field', () => {
    const outcome = read(
      one({ document: { text: '', title: '', url: 'ftp://example.com/a.pdf' } }),
      one({ goal: { name: '', score: 4 } }),
      one({ delay: { seconds: 0 } }),
      one({ delay: { seconds: 3_601 } }),
      one({ branch: { branches: [] } }),
      one({ branch: { branches: [{ conditions: [] }, { conditions: [{ ...known, returning: true }] }] } }),
      one({ liveChat: { routing: roundRobin, attempts: 11, acceptWindowSeconds: 501 } }),
      one({ action: { attribute: 'companySize', value: 'many' } }),
      one({ action: { attribute: 'companySize', value: '{{visitor.country}}' } }),
      one({ action: { attribute: 'size', value: 'Huge' } }),
      one({ action: { attribute: 'city', value: ' ' } }),
    );
    expect(faultsOf(outcome)).toEqual([
      'INVALID cards.0.document.text',
      'INVALID cards.0.document.title',
      'INVALID cards.0.document.url',
      'INVALID cards.1.goal.score',
      'INVALID cards.1.goal.name',
      'INVALID cards.2.delay.seconds',
      'INVALID cards.3.delay.seconds',
      'INVALID cards.4.branch.branches',
      'INVALID cards.5.branch.branches.0.conditions',
      'INVALID cards.5.branch.branches.1.conditions.0',
      'INVALID cards.6.liveChat.acceptWindowSeconds',
      'INVALID cards.6.liveChat.attempts',
      'INVALID cards.7.action.value',
      'INVALID cards.8.action.value',
      'INVALID cards.9.action.value',
      'INVALID cards.10.action.value',
    ]);
  });

  it('that is one of too many is told how many there may be', () => {
    const outcome = read(...Array.from({ length: 5_001 }, (_, index) => ({ key: `${index}`, delay: { seconds: 1 } })));
    expect(faultsOf(outcome)).toEqual(['INVALID cards']);
  });
});

test('whatever is given, reading answers and never throws', () => {
  const text = fc.oneof(
    anyText(),
    fc.constantFrom('email', '<b>x', '{{visitor.a}}', '__proto__', 'javascript:x', 'sv'),
  );
  const number = fc.oneof(fc.integer({ min: -1, max: 5 }), fc.double());
  const next = fc.option(text);
  const spoken = {
    text,
    format: fc.constantFrom('PLAIN' as const, 'RICH' as const, null),
    poke: fc.option(fc.boolean()),
    next,
  };
  const responses = fc.array(fc.record({ label: text, key: fc.option(text) }), { maxLength: 3 });
  const branches = fc.array(fc.record({ conditions: fc.constantFrom([], [known]), next }), { maxLength: 3 });
  const kinds: fc.Arbitrary<Partial<CardKinds>> = fc.oneof(
    fc.record({ message: fc.record(spoken) }),
    fc.record({ question: fc.record({ ...spoken, attribute: fc.option(text), responses }) }),
    fc.record({ infoCapture: fc.record({ ...spoken, attribute: text, placeholder: fc.option(text) }) }),
    fc.record({ document: fc.record({ ...spoken, title: text, url: fc.oneof(text, fc.webUrl()) }) }),
    fc.record({ goal: fc.record({ name: text, score: fc.option(number) }) }),
    fc.record({ action: fc.record({ attribute: text, value: text }) }),
    fc.record({ branch: fc.record({ branches }) }),
    fc.record({ delay: fc.record({ seconds: number }) }),
    fc.constant({}),
  );
  const translation = fc.record({ language: text, text: fc.option(text), title: fc.option(text) });
  const draft = fc
    .tuple(kinds, fc.record({ key: text, translations: fc.array(translation, { maxLength: 2 }) }))
    .map(([kind, rest]): CardDraft => ({ ...kind, ...rest }));
  fc.assert(
    fc.property(fc.array(draft, { maxLength: 4 }), (drafts) => {
      const outcome = read(...drafts);
      if (outcome.ok) expect(outcome.value).toHaveLength(drafts.length);
      else for (const { code, field } of outcome.refusals) expect([code, field?.[0]]).toEqual(['INVALID', 'cards']);
    }),
    { numRuns: 300 },
  );
});
