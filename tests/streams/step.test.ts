import fc from 'fast-check';
import { attributeTypesOf, builtInAttributes } from '../../src/routing/attributes';
import type { Card, Script } from '../../src/streams/script';
import { answer, begin, promptOf, type CardAnswer } from '../../src/streams/step';
import { capture, liveChat, message, question } from './cards';

const types = attributeTypesOf(builtInAttributes);
const none = { responseKey: null, response: null, value: null };

const script: Script = [
  message('hello', 'ask'),
  {
    ...question('ask', { Yes: 'mail', No: 'bye' }, 'crmStatus'),
    responses: [
      { key: 'yes', label: 'Yes, please', storedValue: 'lead', next: 'mail' },
      { key: 'no', label: 'No', storedValue: null, next: 'bye' },
    ],
  },
  capture('mail', 'email', 'thanks'),
  message('thanks', 'chat'),
  liveChat('chat'),
  message('bye'),
];

function answered(cardKey: string, given: Partial<CardAnswer>, waitingCard: string | null = cardKey) {
  return answer({ script, waitingCard, types, answer: { ...none, cardKey, ...given } });
}

describe('a dialog', () => {
  it('begins with the entry card and waits at the first that asks', () => {
    expect(begin(script)).toEqual({
      says: ['text of hello', 'text of ask'],
      waitsFor: 'ask',
      liveChat: null,
      ended: false,
    });
  });

  it('goes on by the chosen answer, which becomes an attribute by its stored value', () => {
    expect(answered('ask', { responseKey: 'yes' })).toEqual({
      ok: true,
      value: {
        said: 'Yes, please',
        setsAttribute: { name: 'crmStatus', value: 'lead' },
        says: ['text of mail'],
        waitsFor: 'mail',
        liveChat: null,
        ended: false,
      },
    });
  });

  it('stores the label where no value is given, and ends with the branch', () => {
    expect(answered('ask', { response: ' no ' })).toMatchObject({
      value: { said: 'No', setsAttribute: { value: 'No' }, says: ['text of bye'], waitsFor: null, ended: true },
    });
  });

  it('comes to a live chat and hands over', () => {
    expect(answered('mail', { value: ' vera@example.com ' })).toMatchObject({
      value: {
        said: 'vera@example.com',
        setsAttribute: { name: 'email', value: 'vera@example.com' },
        says: ['text of thanks'],
        waitsFor: null,
        liveChat: { key: 'chat' },
        ended: false,
      },
    });
  });

  it('without cards is over at once', () => {
    expect(begin([])).toEqual({ says: [], waitsFor: null, liveChat: null, ended: true });
  });
});

describe('an answer', () => {
  it('that is none of the responses is INVALID, and says which there are', () => {
    expect(answered('ask', { responseKey: 'perhaps' })).toMatchObject({
      refusals: [{ code: 'INVALID', field: ['responseKey'], message: expect.stringContaining('“Yes, please”, “No”') }],
    });
    expect(answered('ask', { response: 'perhaps' })).toMatchObject({ refusals: [{ field: ['response'] }] });
    expect(answered('ask', { value: 'yes' })).toMatchObject({ refusals: [{ field: ['responseKey'] }] });
  });

  it('of the wrong type is INVALID', () => {
    for (const value of ['vera', '', null]) {
      expect(answered('mail', { value })).toMatchObject({ refusals: [{ code: 'INVALID', field: ['value'] }] });
    }
  });

  it('to another card than the waiting one is a CONFLICT', () => {
    for (const waiting of ['ask', null, 'hello', 'chat', 'gone']) {
      expect(answered('mail', { value: 'a@b.se' }, waiting)).toMatchObject({ refusals: [{ code: 'CONFLICT' }] });
    }
    expect(answered('hello', { value: 'hi' })).toMatchObject({ refusals: [{ code: 'CONFLICT', field: ['cardKey'] }] });
  });
});

describe('a prompt', () => {
  const promptFor = (key: string) => script.filter((card) => card.key === key).map((card) => promptOf(card, types))[0];

  it("is the visitor's side of a card and nothing more", () => {
    expect(promptFor('ask')).toEqual({
      kind: 'QUESTION',
      key: 'ask',
      text: 'text of ask',
      responses: [
        { key: 'yes', label: 'Yes, please' },
        { key: 'no', label: 'No' },
      ],
    });
    expect(promptFor('mail')).toEqual({ kind: 'INFO_CAPTURE', key: 'mail', text: 'text of mail', input: 'EMAIL' });
  });

  it('is none for a card that asks nothing', () => {
    expect(promptFor('hello')).toBeNull();
    expect(promptFor('chat')).toBeNull();
  });
});

describe('whatever the stream', () => {
  const anyKey = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const anyNext = fc.option(anyKey);
  const anyCard: fc.Arbitrary<Card> = fc.oneof(
    fc.tuple(anyKey, anyNext).map(([key, next]) => message(key, next)),
    fc.tuple(anyKey, anyNext, anyNext).map(([key, yes, no]) => question(key, { Yes: yes, No: no })),
    fc.tuple(anyKey, anyNext).map(([key, next]) => capture(key, 'jobTitle', next)),
    fc.tuple(anyKey, anyNext).map(([key, next]) => liveChat(key, { next })),
  );

  it('a step ends in exactly one of: a question, a live chat, the end', () => {
    const anyAnswer = fc.record({
      responseKey: fc.option(fc.constantFrom('Yes', 'No', '?')),
      value: fc.option(fc.string()),
    });
    fc.assert(
      fc.property(fc.array(anyCard, { maxLength: 8 }), fc.array(anyAnswer, { maxLength: 8 }), (cards, answers) => {
        let step = begin(cards);
        for (const given of answers) {
          const ends = [step.waitsFor !== null, step.liveChat !== null, step.ended].filter(Boolean);
          expect(ends).toHaveLength(1);
          expect(step.says.length).toBeLessThanOrEqual(cards.length);
          const cardKey = step.waitsFor ?? 'a';
          const next = answer({
            script: cards,
            waitingCard: step.waitsFor,
            types,
            answer: { ...none, ...given, cardKey },
          });
          if (next.ok) step = next.value;
          else expect(['INVALID', 'CONFLICT']).toContain(next.refusals[0]?.code);
        }
      }),
      { numRuns: 300 },
    );
  });
});
