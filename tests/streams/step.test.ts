import type { Script } from '../../src/streams/script';
import { answer, begin, promptOf, type CardAnswer } from '../../src/streams/step';
import { capture, liveChat, message, question } from './cards';
import { dialogId, given, linesOf, nobody, programOf, types } from './program';

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
const program = programOf(script);
const options = new Map();

function placeAt(cardKey: string | null) {
  return { dialogId, version: 1, frames: [], cardKey };
}

function answered(cardKey: string, what: Partial<CardAnswer>, waitingCard: string | null = cardKey) {
  const place = placeAt(waitingCard);
  return answer({ program, place, types, facts: nobody, options, answer: given(cardKey, what) });
}

describe('a dialog', () => {
  it('begins with the entry card and waits at the first that asks', () => {
    const step = begin(program, nobody);
    expect(linesOf(step)).toEqual(['text of hello', 'text of ask']);
    expect(step).toMatchObject({
      effects: [],
      wait: { kind: 'ANSWER', cardKey: 'ask' },
      place: placeAt('ask'),
      liveChat: null,
      ended: false,
    });
  });

  it('goes on by the chosen answer, which becomes an attribute by its stored value', () => {
    expect(answered('ask', { responseKey: 'yes' })).toMatchObject({
      ok: true,
      value: {
        said: 'Yes, please',
        effects: [{ kind: 'SET_ATTRIBUTE', name: 'crmStatus', value: 'lead', source: 'VISITOR' }],
        says: [{ cardKey: 'mail', text: 'text of mail', html: null, document: null }],
        wait: { kind: 'ANSWER', cardKey: 'mail' },
        liveChat: null,
        ended: false,
      },
    });
  });

  it('stores the label where no value is given, and ends with the branch', () => {
    expect(answered('ask', { response: ' no ' })).toMatchObject({
      value: {
        said: 'No',
        effects: [{ value: 'No' }],
        says: [{ text: 'text of bye' }],
        wait: null,
        place: placeAt(null),
        ended: true,
      },
    });
  });

  it('comes to a live chat and hands over', () => {
    expect(answered('mail', { value: ' vera@example.com ' })).toMatchObject({
      value: {
        said: 'vera@example.com',
        effects: [{ name: 'email', value: 'vera@example.com' }],
        says: [{ text: 'text of thanks' }],
        wait: null,
        liveChat: { key: 'chat' },
        ended: false,
      },
    });
  });

  it('without cards is over at once', () => {
    const step = { says: [], effects: [], wait: null, place: placeAt(null), liveChat: null, ended: true };
    expect(begin(programOf([]), nobody)).toEqual(step);
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
  const promptFor = (key: string) => promptOf({ program, place: placeAt(key), facts: nobody, types, options });

  it("is the visitor's side of a card and nothing more", () => {
    expect(promptFor('ask')).toEqual({
      kind: 'QUESTION',
      key: 'ask',
      text: 'text of ask',
      html: null,
      responses: [
        { key: 'yes', label: 'Yes, please' },
        { key: 'no', label: 'No' },
      ],
    });
    expect(promptFor('mail')).toEqual({
      kind: 'INFO_CAPTURE',
      key: 'mail',
      text: 'text of mail',
      html: null,
      input: 'EMAIL',
      placeholder: null,
      invalidMessage: null,
      options: [],
    });
  });

  it('is none for a card that asks nothing', () => {
    expect(promptFor('hello')).toBeNull();
    expect(promptFor('chat')).toBeNull();
  });
});
