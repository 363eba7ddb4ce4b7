import { isLanguageTag, languageChain, languageTag } from '../../src/streams/languages';
import { begin, promptOf } from '../../src/streams/step';
import { capture, inLanguage, message, paper, question } from './cards';
import { answerTo, linesOf, nobody, programOf, types } from './program';

const chain = (wanted: string | null, own: string, ...fallbacks: readonly string[]) =>
  languageChain({ wanted, own, fallbacks });

describe('the languages to try', () => {
  it('go from the particular to the general, then through the fallbacks', () => {
    expect(chain('zh-Hant-TW', 'en', 'sv', 'nl')).toEqual([
      'zh-hant-tw',
      'zh-hant',
      'zh',
      'sv',
      'sv-latn-se',
      'sv-latn',
      'nl',
      'nl-latn-nl',
      'nl-latn',
    ]);
  });

  it('know the script that goes without saying', () => {
    expect(chain('zh-TW', 'en')).toEqual(['zh-tw', 'zh-hant-tw', 'zh-hant', 'zh']);
    expect(chain('zh-CN', 'en')).toEqual(['zh-cn', 'zh-hans-cn', 'zh-hans', 'zh']);
  });

  it("end where the cards' own words are of the language", () => {
    expect(chain('en-GB', 'en', 'sv')).not.toContain('sv');
    expect(chain('en', 'en', 'sv')).toEqual([]);
    expect(chain('en', 'en-US', 'sv')).toEqual([]);
    expect(chain('de', 'en', 'en', 'sv')).not.toContain('sv');
  });

  it('are the fallbacks where the visitor says none, or nonsense', () => {
    for (const wanted of [null, '', '???', 'x'.repeat(10_000)]) {
      expect(chain(wanted, 'en', 'sv')[0]).toBe('sv');
    }
  });
});

test('a tag is a language or it is not, and has one spelling', () => {
  for (const tag of ['sv', 'zh-Hant', 'pt-BR', 'EN-gb']) expect(isLanguageTag(tag)).toBe(true);
  for (const tag of ['', 'swedish!', 'a b', '日本語']) expect(isLanguageTag(tag)).toBe(false);
  expect(languageTag('ZH-hant-tw')).toBe('zh-Hant-TW');
});

describe('a card', () => {
  const hello = inLanguage(
    message('hello', null, { text: 'Hello', html: '<b>Hello</b>' }),
    { language: 'sv', text: 'Hej {{visitor.firstName:"du"}}', html: '<i>Hej {{visitor.firstName:"du"}}</i>' },
    { language: 'zh-Hant', text: '你好' },
    { language: 'nl', text: ' ' },
  );
  const program = programOf([hello], { fallbackLanguages: ['sv'] });
  const said = (language: string | null) => begin(program, { ...nobody, language }).says[0];

  it('speaks the language of the visitor', () => {
    expect(said('zh-TW')).toMatchObject({ text: '你好', html: null });
    expect(said('sv-FI')).toMatchObject({ text: 'Hej du', html: '<i>Hej du</i>' });
  });

  it('falls back along the chain, and to its own words at last', () => {
    expect(said('nl')).toMatchObject({ text: 'Hej du' });
    expect(said('it')).toMatchObject({ text: 'Hej du' });
    expect(said('en-GB')).toMatchObject({ text: 'Hello', html: '<b>Hello</b>' });
    expect(linesOf(begin(programOf([hello]), { ...nobody, language: 'it' }))).toEqual(['Hello']);
  });

  it('falls back line by line', () => {
    const card = inLanguage(paper('paper'), { language: 'sv', title: 'Prislista' });
    expect(begin(programOf([card]), { ...nobody, language: 'sv' }).says).toMatchObject([
      { text: 'text of paper', document: { title: 'Prislista' } },
    ]);
  });

  it('that asks takes its labels in both languages, and stores the same', () => {
    const card = inLanguage(question('ask', { Yes: null, No: null }, 'crmStatus'), {
      language: 'sv',
      labels: [{ key: 'Yes', label: 'Ja' }],
    });
    const asked = { program: programOf([card]), facts: { ...nobody, language: 'sv' } };
    const step = begin(asked.program, asked.facts);
    for (const what of [{ responseKey: 'Yes' }, { response: 'ja' }, { response: 'yes' }]) {
      expect(answerTo(step, what, asked)).toMatchObject({ value: { said: 'Ja', effects: [{ value: 'Yes' }] } });
    }
    expect(answerTo(step, { response: 'kanske' }, asked)).toMatchObject({
      refusals: [{ message: expect.stringContaining('“Ja”, “No”') }],
    });
    expect(promptOf({ ...asked, place: step.place, types, options: new Map() })).toMatchObject({
      responses: [
        { key: 'Yes', label: 'Ja' },
        { key: 'No', label: 'No' },
      ],
    });
  });

  it('that captures says in the language what is wrong with an answer', () => {
    const card = inLanguage(
      capture('mail', 'email', null, {
        invalidMessage: 'Really, {{visitor.firstName:"you"}}?',
        placeholder: 'you@example.com',
      }),
      { language: 'sv', invalidMessage: 'Verkligen?', placeholder: 'du@example.com' },
    );
    const program = programOf([card]);
    for (const [language, message, placeholder] of [
      ['en', 'Really, you?', 'you@example.com'],
      ['sv', 'Verkligen?', 'du@example.com'],
    ] as const) {
      const facts = { ...nobody, language };
      const step = begin(program, facts);
      expect(answerTo(step, { value: 'no address' }, { program, facts })).toMatchObject({
        refusals: [{ code: 'INVALID', field: ['value'], message }],
      });
      // That nothing was typed is no matter of the type.
      expect(answerTo(step, { value: ' ' }, { program, facts })).toMatchObject({
        refusals: [{ message: 'Please type an answer.' }],
      });
      expect(promptOf({ program, facts, place: step.place, types, options: new Map() })).toMatchObject({ placeholder });
    }
  });
});
