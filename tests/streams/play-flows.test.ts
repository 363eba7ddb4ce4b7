import type { Script } from '../../src/streams/script';
import { placeOf } from '../../src/streams/answered-place';
import { begin, resume } from '../../src/streams/step';
import type { Program, Step } from '../../src/streams/step-terms';
import { capture, flow, goal, inLanguage, liveChat, message, question } from './cards';
import { answerTo, at, flowId, linesOf, nobody, programOf } from './program';

const value = (outcome: ReturnType<typeof answerTo>): Step => {
  if (!outcome.ok) throw new Error(outcome.refusals.map(({ message: said }) => said).join());
  return outcome.value;
};

describe('a flow', () => {
  const contact: Script = [capture('mail', 'email', 'done'), goal('done', 'thanks', 1), message('thanks')];
  const program = programOf([flow('contact', 'contact', 'bye'), message('bye')], { flows: { contact } });

  it('is played in place, its cards told by the name of the flow card, and gone on behind', () => {
    const asked = begin(program, nobody);
    expect(asked).toMatchObject({
      says: [{ cardKey: 'contact/mail' }],
      wait: { kind: 'ANSWER', cardKey: 'contact/mail' },
      place: { dialogId: 'contact', cardKey: 'mail', frames: [{ dialogId: 'dialog', version: 1, cardKey: 'contact' }] },
    });
    const step = value(answerTo(asked, { value: 'a@b.se' }, { program }));
    expect(linesOf(step)).toEqual(['text of thanks', 'text of bye']);
    expect(step.effects).toMatchObject([{ name: 'email' }, { kind: 'GOAL', cardKey: 'contact/done' }]);
    expect(step).toMatchObject({ ended: true, place: { dialogId: 'dialog', frames: [], cardKey: null } });
  });

  it('takes no answer that names its card without it', () => {
    const refused = answerTo(begin(program, nobody), { cardKey: 'mail', value: 'a@b.se' }, { program });
    expect(refused).toMatchObject({ refusals: [{ code: 'CONFLICT', field: ['cardKey'] }] });
  });

  it('within a flow comes back through both', () => {
    const nested = programOf([flow('outer', 'outer', 'bye'), message('bye')], {
      flows: { outer: [flow('inner', 'inner', 'mid'), message('mid')], inner: [question('ask', { Yes: null })] },
    });
    const asked = begin(nested, nobody);
    expect(asked.wait).toEqual({ kind: 'ANSWER', cardKey: 'outer/inner/ask' });
    const step = value(answerTo(asked, { responseKey: 'Yes' }, { program: nested }));
    expect(linesOf(step)).toEqual(['text of mid', 'text of bye']);
  });

  it('may be played twice in one step', () => {
    const twice = programOf([flow('one', 'hi', 'two'), flow('two', 'hi')], { flows: { hi: [message('hi')] } });
    expect(begin(twice, nobody).says.map(({ cardKey }) => cardKey)).toEqual(['one/hi', 'two/hi']);
  });

  it('that is not published, or plays itself, is passed over', () => {
    const script = [flow('flow', 'missing', 'bye'), message('bye')];
    expect(linesOf(begin(programOf(script), nobody))).toEqual(['text of bye']);
    const itself = programOf([flow('flow', 'again', 'bye'), message('bye')], {
      flows: { again: [message('hi', 'me'), flow('me', 'again', 'end'), message('end')] },
    });
    expect(linesOf(begin(itself, nobody))).toEqual(['text of hi', 'text of end', 'text of bye']);
  });

  it('whose script is gone while it waits comes back to where it was entered', () => {
    const place = begin(program, nobody).place;
    const gone: Program = { ...program, scriptOf: () => null };
    const step = resume({ program: gone, place, why: 'DELAY_OVER', facts: nobody });
    expect(linesOf(step)).toEqual(['text of bye']);
  });

  it('leads into a live chat and is left for good', () => {
    const chatting = programOf([flow('chat', 'chat', 'bye'), message('bye')], { flows: { chat: [liveChat('now')] } });
    const step = begin(chatting, nobody);
    expect(linesOf(step)).toEqual([]);
    expect(step).toMatchObject({ liveChat: { key: 'now' }, place: { dialogId: 'chat', frames: [] }, ended: false });
  });

  it('of its own languages speaks them', () => {
    const swedish = at(flowId('hej'), [message('hej')], { language: 'sv' });
    const english = inLanguage(message('hej', null, { text: 'Hej' }), { language: 'en', text: 'Hi' });
    const speaking: Program = {
      ...programOf([flow('flow', 'hej')]),
      publishedFlow: () => ({ ...swedish, script: [english] }),
    };
    expect(linesOf(begin(speaking, { ...nobody, language: 'en-GB' }))).toEqual(['Hi']);
    expect(linesOf(begin(speaking, { ...nobody, language: 'sv' }))).toEqual(['Hej']);
  });
});

describe('the name of a card', () => {
  it('leads to where it waited, through the flows', () => {
    const nested = programOf([message('a/b', 'outer'), flow('outer', 'outer')], {
      flows: { outer: [flow('inner', 'inner')], inner: [question('a/b', { Yes: null })] },
    });
    const { place } = begin(nested, nobody);
    expect(place.frames).toHaveLength(2);
    expect(placeOf(nested, 'outer/inner/a/b')).toEqual(place);
    expect(placeOf(nested, 'outermost')).toMatchObject({ frames: [], cardKey: 'outermost' });
    expect(placeOf(nested, 'a/b')).toMatchObject({ dialogId: 'dialog', frames: [], cardKey: 'a/b' });
    expect(placeOf({ ...nested, publishedFlow: () => null }, 'outer/inner/a/b')).toBeNull();
  });
});

describe('scripts that should not be', () => {
  it('of messages in a ring are said once', () => {
    const step = begin(programOf([message('a', 'b'), message('b', 'a')]), nobody);
    expect(step).toMatchObject({ says: [{ cardKey: 'a' }, { cardKey: 'b' }], ended: true });
  });

  it('with flows that double with every level end all the same', () => {
    const flows = Object.fromEntries(
      Array.from({ length: 40 }, (_, level): [string, Script] => [
        `f${level}`,
        [message('say', 'one'), flow('one', `f${level + 1}`, 'two'), flow('two', `f${level + 1}`)],
      ]),
    );
    const step = begin(programOf([flow('start', 'f0')], { flows }), nobody);
    expect(step.ended).toBe(true);
    expect(step.says.length).toBeLessThanOrEqual(10_000);
  });

  it('nested deeper than twenty flows go on without the rest', () => {
    const flows = Object.fromEntries(
      Array.from({ length: 30 }, (_, level): [string, Script] => [
        `f${level}`,
        [message('say', 'in'), flow('in', `f${level + 1}`)],
      ]),
    );
    expect(begin(programOf([flow('in', 'f0')], { flows }), nobody).says).toHaveLength(20);
  });

  it('of 5,000 messages in a row are all said', () => {
    const script = Array.from({ length: 5_000 }, (_, index) => message(`${index}`, `${index + 1}`));
    expect(begin(programOf(script), nobody).says).toHaveLength(5_000);
  });
});
