import fc from 'fast-check';
import type { Outcome } from '../../src/routing/refusal';
import { pathOf } from '../../src/streams/place';
import { streamIssueCodes } from '../../src/streams/script';
import { answer, begin, type Prompt, promptOf, resume } from '../../src/streams/step';
import type { AnsweredStep, CardAnswer, Facts, Program, Resumption, Step } from '../../src/streams/step-terms';
import { validate } from '../../src/streams/validate';
import { anyText } from '../support/any-text';
import { anyFacts, brokenWorld, validWorld, type World } from './any-stream';
import { known, own } from './judged';
import { dialogId, programOf, types } from './program';

const options = new Map([['country', ['Sweden', 'Norway']]]);
const inputs = new Map([...types, ['country', 'PICKLIST'] as const]);

type Deed = Partial<CardAnswer> & { readonly why?: Resumption };

const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ responseKey: fc.constantFrom('0', '1', 'pass', '?', '') }),
  fc.record({ response: fc.constantFrom('yes', ' No ', 'Noll', '') }),
  fc.record({
    value: fc.oneof(fc.constantFrom('a@b.se', '+46 8 123 456', '7', 'Norway'), anyText()),
  }),
  fc.record({ why: fc.constantFrom<Resumption>('DELAY_OVER', 'MEETING_BOOKED', 'MEETING_PASSED') }),
  fc.record({ cardKey: fc.string(), value: fc.constant('x') }),
);

interface Talk {
  readonly program: Program;
  readonly facts: Facts;
}

function issuesOf({ script, flows }: World) {
  const things = { ...known, listIds: new Set(['vip']), flows: new Map(Object.entries(flows)) };
  return validate(script, { ...things, own: { ...own, dialogId, fallbackLanguages: ['nl'] } });
}

/** What holds behind every step, whatever was said. */
function check(step: Step, talk: Talk): Prompt | null {
  const rests = [step.wait !== null, step.liveChat !== null, step.ended].filter(Boolean);
  expect(rests).toHaveLength(1);
  expect(step.says.length + step.effects.length).toBeLessThanOrEqual(20_000);
  for (const { text } of step.says) expect(text.trim()).not.toBe('');
  const { cardKey, frames } = step.place;
  expect(step.wait?.cardKey ?? null).toBe(cardKey === null ? null : pathOf(frames, cardKey));
  if (step.ended) expect(step.place).toEqual({ dialogId, version: 1, frames: [], cardKey: null });
  // A place is stored and read again.
  expect(JSON.parse(JSON.stringify(step.place))).toEqual(step.place);
  const prompt = promptOf({ ...talk, place: step.place, types: inputs, options });
  expect(prompt !== null).toBe(step.wait !== null && step.wait.kind !== 'DELAY');
  if (prompt !== null) expect(prompt.key).toBe(step.wait?.cardKey);
  return prompt;
}

function attempt(step: Step, deed: Deed, talk: Talk): Outcome<AnsweredStep> {
  const given = { cardKey: step.wait?.cardKey ?? 'c0', responseKey: null, response: null, value: null, ...deed };
  return answer({ ...talk, place: step.place, answer: given, types: inputs, options });
}

/** What somebody would do who wants to get on. */
function rightDeed(step: Step, prompt: Prompt | null): Deed {
  if (step.wait?.kind === 'DELAY') return { why: 'DELAY_OVER' };
  if (prompt?.kind === 'MEETING' || prompt?.kind === 'LEAVE_MESSAGE') return { responseKey: 'pass' };
  if (prompt?.kind === 'QUESTION') return { responseKey: prompt.responses[0]?.key ?? '' };
  const values = { TEXT: 'x', EMAIL: 'a@b.se', PHONE: '12345', NUMBER: '7', BOOLEAN: 'yes', DATE_TIME: '2030-01-01' };
  if (prompt?.input === 'PICKLIST') return { value: prompt.options[0] ?? 'x' };
  return { value: values[prompt?.input ?? 'TEXT'] };
}

function follow(step: Step, deed: Deed, talk: Talk): Step {
  if (deed.why !== undefined) {
    const next = resume({ ...talk, place: step.place, why: deed.why });
    // Nothing waited, or not for this: it stands where it stood.
    return next.says.length === 0 && next.place === step.place ? step : next;
  }
  const next = attempt(step, deed, talk);
  if (next.ok) return next.value;
  expect(['INVALID', 'CONFLICT']).toContain(next.refusals[0]?.code);
  return step;
}

function talkAbout({ script, flows }: World, facts: Facts): Talk {
  return { program: programOf(script, { flows, fallbackLanguages: ['nl'] }), facts };
}

describe('whatever a visitor does', () => {
  it('a stream that may be published says something, waits, hands over or ends, and never throws', () => {
    fc.assert(
      fc.property(validWorld, anyFacts, fc.array(anyDeed, { maxLength: 25 }), (world, facts, deeds) => {
        expect(issuesOf(world).filter(({ severity }) => severity === 'ERROR')).toEqual([]);
        const talk = talkAbout(world, facts);
        let step = begin(talk.program, facts);
        for (const deed of deeds) {
          step = follow(step, deed, talk);
          const prompt = check(step, talk);
          if (step.wait === null) break;
          const next = follow(step, rightDeed(step, prompt), talk);
          // Whoever answers what is asked always gets on.
          expect(next).not.toBe(step);
          step = next;
        }
        check(step, talk);
      }),
      { numRuns: 300 },
    );
  });

  it('a stream that nobody should have written does not throw or loop either', () => {
    fc.assert(
      fc.property(brokenWorld, anyFacts, fc.array(anyDeed, { maxLength: 10 }), (world, facts, deeds) => {
        const talk = talkAbout(world, facts);
        let step = begin(talk.program, facts);
        for (const deed of deeds) step = follow(step, deed, talk);
        expect([step.wait !== null, step.liveChat !== null, step.ended].filter(Boolean)).toHaveLength(1);
      }),
      { numRuns: 300 },
    );
  });
});

describe('whatever an author writes', () => {
  it('is judged without a throw, each issue with a code, a sentence and a card that there is', () => {
    fc.assert(
      fc.property(brokenWorld, (world) => {
        const issues = issuesOf(world);
        const keys = new Set([null, ...world.script.map(({ key }) => key)]);
        for (const { code, message, cardKey } of issues) {
          expect(streamIssueCodes).toContain(code);
          expect(message).toMatch(/^\S.*\.$/s);
          expect(keys.has(cardKey)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});
