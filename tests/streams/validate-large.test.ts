import type { Card, Script } from '../../src/streams/script';
import { type KnownThings, validate } from '../../src/streams/validate';
import {
  action,
  attributeIs,
  branch,
  capture,
  delay,
  flow,
  goal,
  inLanguage,
  liveChat,
  meeting,
  message,
  paper,
  question,
} from './cards';
import { issuesOf, known, own } from './judged';

describe('a large stream', () => {
  const cardsOf = (count: number): Script =>
    Array.from({ length: count }, (_, index) =>
      question(`card ${index}`, {
        Next: `card ${(index + 1) % count}`,
        Jump: `card ${(index * 7) % count}`,
        End: null,
      }),
    );

  // CPU time, the least of several runs: a busy machine must not make a fast function look slow.
  const cost = (script: Script, things: KnownThings = known): number =>
    Math.min(
      ...Array.from({ length: 7 }, () => {
        const before = process.cpuUsage();
        validate(script, things);
        return process.cpuUsage(before).user / 1_000;
      }),
    );

  it('of 2,000 cards is judged in less than a tenth of a second', () => {
    const script = cardsOf(2_000);
    expect(validate(script, known)).toEqual([]);
    expect(cost(script)).toBeLessThan(100);
  });

  it('of every kind of card, translated and full of tokens, too', () => {
    const each = (index: number): Script => {
      const [key, next] = [`card ${index}`, `card ${index + 1}`];
      const text = '{{visitor.firstName:"you"}}, {{visitor.shoeSize}} '.repeat(5);
      const say = <Kind extends object>(card: Kind): Kind =>
        inLanguage({ ...card, text }, ...['sv', 'nl', 'it', 'zh-Hant', 'zh'].map((language) => ({ language, text })));
      const kinds: readonly (() => Card)[] = [
        () => say(message(key, next)),
        () =>
          branch(
            key,
            Array.from({ length: 20 }, (_, way) => [attributeIs('city', `${way}`), next] as const),
            'card 0',
          ),
        () => flow(key, `f${index % 30}`, next),
        () => say(question(key, { Next: next, Jump: `card ${(index * 7) % 2_000}` })),
        () => say(paper(key, next)),
        () => say(meeting(key, next, next)),
        () => action(key, 'city', text, next),
        () => delay(key, 5, next),
        () => say(capture(key, 'phone', next, { whenKnown: 'SKIP' })),
        () => goal(key, next),
      ];
      return [kinds[index % kinds.length]?.() ?? message(key)];
    };
    const script = Array.from({ length: 2_000 }, (_, index) => each(index)).flat();
    const flows = new Map(
      Array.from({ length: 30 }, (_, index) => [
        `f${index}`,
        [question('ask', { Yes: 'on' }), flow('on', `f${index + 1}`)],
      ]),
    );
    // Some fifty on a quiet core.
    expect(cost(script, { ...known, flows, own: { ...own, fallbackLanguages: ['sv', 'nl'] } })).toBeLessThan(500);
  });

  it('takes time in proportion to its cards', () => {
    cost(cardsOf(2_000));
    // Ten times the cards: a quadratic walk would take a hundred times as long.
    expect(cost(cardsOf(20_000))).toBeLessThan(cost(cardsOf(2_000)) * 50 + 50);
  });

  it('of 50,000 levels does not run out of stack', () => {
    const deep = Array.from({ length: 50_000 }, (_, index) => message(`m${index}`, `m${index + 1}`));
    expect(issuesOf(...deep, liveChat('m50000'))).toEqual([
      'WARNING NO_QUESTION_BEFORE_LIVE_CHAT m50000',
      'WARNING NO_CONTACT_BEFORE_LIVE_CHAT m50000',
    ]);
  });
});
