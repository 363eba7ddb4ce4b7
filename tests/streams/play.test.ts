import type { TeamId } from '../../src/routing/terms';
import type { Script } from '../../src/streams/script';
import { begin, resume } from '../../src/streams/step';
import type { Facts, Program, Resumption, Step } from '../../src/streams/step-terms';
import {
  action,
  attributeIs,
  branch,
  capture,
  delay,
  goal,
  inLanguage,
  liveChat,
  meeting,
  message,
  paper,
  question,
  roundRobin,
} from './cards';
import { answerTo, dialogId, linesOf, nobody, programOf, somebody } from './program';

const value = (outcome: ReturnType<typeof answerTo>): Step => {
  if (!outcome.ok) throw new Error(outcome.refusals.map(({ message: said }) => said).join());
  return outcome.value;
};
const goOn = (program: Program, step: Step, why: Resumption, facts: Facts = nobody): Step =>
  resume({ program, place: step.place, why, facts });

describe('a card', () => {
  it('that is a document says it with its title and address, and goes on', () => {
    const step = begin(programOf([paper('paper', 'bye'), message('bye')]), nobody);
    expect(step.says).toMatchObject([
      { text: 'text of paper', document: { title: 'title of paper', url: 'https://example.com/paper.pdf' } },
      { text: 'text of bye', document: null },
    ]);
    expect(step.ended).toBe(true);
  });

  it('that is a goal or an action is done in order, in silence', () => {
    const step = begin(
      programOf([goal('won', 'act', 3), action('act', 'crmStatus', 'hot', 'bye'), message('bye')]),
      nobody,
    );
    expect(linesOf(step)).toEqual(['text of bye']);
    expect(step.effects).toEqual([
      { kind: 'GOAL', cardKey: 'won', name: 'goal won', score: 3 },
      { kind: 'SET_ATTRIBUTE', name: 'crmStatus', value: 'hot', source: 'SYSTEM' },
    ]);
  });

  it('that is an action counts for the branches and tokens behind it', () => {
    const script: Script = [
      action('act', 'City', '{{visitor.country:"Sweden"}}/Lund', 'where'),
      branch('where', [[attributeIs('city', 'sweden/lund'), 'there']], 'elsewhere'),
      message('there', null, { text: 'Hello {{visitor.city}}' }),
      message('elsewhere'),
    ];
    expect(linesOf(begin(programOf(script), nobody))).toEqual(['Hello Sweden/Lund']);
  });

  it('that is an action sets nothing where its token is unknown', () => {
    expect(begin(programOf([action('act', 'city', '{{visitor.country}}')]), nobody).effects).toEqual([]);
  });

  it('that is a branch goes by the first that holds, else by its else', () => {
    const script: Script = [
      branch(
        'which',
        [
          [attributeIs('country', 'Sweden'), 'sv'],
          [{ kind: 'KNOWN', known: true }, 'known'],
        ],
        'other',
      ),
      ...['sv', 'known', 'other'].map((key) => message(key)),
    ];
    const told = (facts: Facts): readonly string[] => linesOf(begin(programOf(script), facts));
    expect(told(somebody({ country: 'sweden', email: 'a@b.se' }))).toEqual(['text of sv']);
    expect(told(somebody({ email: 'a@b.se' }))).toEqual(['text of known']);
    expect(told(nobody)).toEqual(['text of other']);
  });

  it("that captures counts for the branch behind it, in the visitor's words", () => {
    const script: Script = [
      capture('mail', 'email', 'known'),
      branch('known', [[{ kind: 'KNOWN', known: true }, 'yes']], 'no'),
      message('yes', null, { text: 'Thanks, {{visitor.email}}' }),
      message('no'),
    ];
    const program = programOf(script);
    const step = value(answerTo(begin(program, nobody), { value: 'vera@example.com' }, { program }));
    expect(linesOf(step)).toEqual(['Thanks, vera@example.com']);
  });

  it('that captures is skipped where the value is known, and only when told so', () => {
    const known = somebody({ phone: '+46 8 1' });
    const script = (whenKnown?: 'SKIP' | 'OVERWRITE'): Program =>
      programOf([capture('phone', 'Phone', 'bye', { whenKnown: whenKnown ?? null }), message('bye')]);
    expect(begin(script('SKIP'), known)).toMatchObject({ wait: null, ended: true });
    expect(begin(script('SKIP'), nobody)).toMatchObject({ wait: { cardKey: 'phone' } });
    expect(begin(script('SKIP'), somebody({ phone: ' ' }))).toMatchObject({ wait: { cardKey: 'phone' } });
    for (const rule of ['OVERWRITE', undefined] as const) {
      expect(begin(script(rule), known)).toMatchObject({ wait: { cardKey: 'phone' } });
    }
  });

  it('that delays waits so many seconds, and goes on when they are over', () => {
    const program = programOf([message('hi', 'pause'), delay('pause', 5, 'bye'), message('bye')]);
    const step = begin(program, nobody);
    expect(step).toMatchObject({
      wait: { kind: 'DELAY', cardKey: 'pause', seconds: 5 },
      place: { cardKey: 'pause' },
      ended: false,
    });
    expect(linesOf(goOn(program, step, 'DELAY_OVER'))).toEqual(['text of bye']);
  });

  it('that delays takes no answer', () => {
    const program = programOf([delay('pause', 5)]);
    const refused = answerTo(begin(program, nobody), { responseKey: 'pass' }, { program });
    expect(refused).toMatchObject({ refusals: [{ code: 'CONFLICT' }] });
  });

  it('that is a live chat hands over with its fallback in the words of the visitor', () => {
    const card = inLanguage(liveChat('chat', { fallbackMessage: 'Sorry' }), {
      language: 'sv',
      fallbackMessage: 'Tyvärr, {{visitor.firstName:"du"}}',
    });
    const step = begin(programOf([card]), { ...nobody, language: 'sv-SE' });
    expect(step).toMatchObject({ liveChat: { key: 'chat', fallbackMessage: 'Tyvärr, du' }, wait: null, ended: false });
  });

  it('with nothing to say but a token that is unknown says nothing', () => {
    const script = [message('hi', 'bye', { text: '{{visitor.firstName}}' }), message('bye')];
    expect(linesOf(begin(programOf(script), nobody))).toEqual(['text of bye']);
    const untitled = { ...paper('paper'), text: '{{visitor.firstName}}', title: '{{visitor.firstName}}' };
    expect(begin(programOf([untitled]), nobody).says).toMatchObject([
      { text: untitled.url, document: { title: untitled.url } },
    ]);
  });
});

describe('a meeting', () => {
  const program = programOf([meeting('book', 'booked', 'passed'), message('booked'), message('passed')]);
  const offered = begin(program, nobody);

  it('waits for a booking, and goes on behind it', () => {
    expect(offered.wait).toEqual({ kind: 'MEETING', cardKey: 'book' });
    expect(linesOf(goOn(program, offered, 'MEETING_BOOKED'))).toEqual(['text of booked']);
  });

  it('is passed by the visitor, or where nobody can be booked', () => {
    expect(answerTo(offered, { responseKey: 'pass' }, { program })).toMatchObject({
      value: { said: 'No, thanks', effects: [], says: [{ text: 'text of passed' }] },
    });
    expect(linesOf(goOn(program, offered, 'MEETING_PASSED'))).toEqual(['text of passed']);
  });

  it("is passed in the visitor's language", () => {
    for (const [language, label] of [
      ['zh-TW', '不用了，謝謝'],
      ['zh-CN', '不用了，谢谢'],
      ['sv-FI', 'Nej tack'],
      ['fr', 'No, thanks'],
    ] as const) {
      const facts = { ...nobody, language };
      expect(answerTo(offered, { response: label }, { program, facts })).toMatchObject({ value: { said: label } });
    }
  });

  it('takes no other answer, and says what it takes', () => {
    for (const what of [{ responseKey: 'yes' }, { response: 'yes' }, { value: 'pass' }]) {
      expect(answerTo(offered, what, { program })).toMatchObject({
        refusals: [{ code: 'INVALID', message: expect.stringContaining('“pass”') }],
      });
    }
  });

  it('stands in for a live chat that nobody took, where its card says so', () => {
    const place = { dialogId, version: 1, frames: [], cardKey: 'chat' };
    const booking = programOf([liveChat('chat', { fallbackBooking: true })]);
    const none = programOf([liveChat('chat')]);
    expect(resume({ program: booking, place, why: 'MEETING_BOOKED', facts: nobody }).ended).toBe(true);
    const waiting = { ...begin(booking, nobody), place };
    expect(answerTo(waiting, { cardKey: 'chat', responseKey: 'pass' }, { program: booking })).toMatchObject({
      value: { said: 'No, thanks', ended: true },
    });
    expect(answerTo(waiting, { cardKey: 'chat', responseKey: 'pass' }, { program: none })).toMatchObject({
      refusals: [{ code: 'CONFLICT' }],
    });
  });
});

describe('a reason to go on', () => {
  it('that the waiting card does not wait for changes nothing', () => {
    const program = programOf([question('ask', { Yes: null }), delay('pause', 5), meeting('book')]);
    for (const [cardKey, why, wait] of [
      ['ask', 'DELAY_OVER', { kind: 'ANSWER', cardKey: 'ask' }],
      ['ask', 'MEETING_BOOKED', { kind: 'ANSWER', cardKey: 'ask' }],
      ['pause', 'MEETING_PASSED', { kind: 'DELAY', cardKey: 'pause', seconds: 5 }],
      ['book', 'DELAY_OVER', { kind: 'MEETING', cardKey: 'book' }],
      [null, 'DELAY_OVER', null],
    ] as const) {
      const place = { dialogId, version: 1, frames: [], cardKey };
      const unchanged = { says: [], effects: [], wait, place, liveChat: null, ended: false };
      expect(resume({ program, place, why, facts: nobody })).toEqual(unchanged);
    }
  });

  it('ends the branch of a card that is gone', () => {
    const place = { dialogId, version: 1, frames: [], cardKey: 'gone' };
    expect(resume({ program: programOf([]), place, why: 'DELAY_OVER', facts: nobody }).ended).toBe(true);
  });
});

describe('whether somebody is available', () => {
  it('is asked of the routing that the branch names', () => {
    const toSales = { strategy: 'TEAM', agentId: null, teamId: 'sales' as TeamId } as const;
    const script: Script = [
      branch('open', [[{ kind: 'AGENT_AVAILABLE', routing: toSales, available: true }, 'chat']], 'bye'),
      liveChat('chat', { routing: toSales }),
      message('bye'),
    ];
    const facts: Facts = { ...nobody, agentAvailable: (routing) => routing.teamId === 'sales' };
    expect(begin(programOf(script), facts).liveChat).not.toBeNull();
    expect(
      begin(programOf(script), { ...facts, agentAvailable: (routing) => routing === roundRobin }).liveChat,
    ).toBeNull();
  });
});
