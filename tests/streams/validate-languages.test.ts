import type { Script } from '../../src/streams/script';
import { isPublishable, validate } from '../../src/streams/validate';
import { goal, inLanguage, liveChat, message, paper, question } from './cards';
import { known, own } from './judged';

describe('a dialog of several languages', () => {
  const swedish = { language: 'sv', text: 'text på svenska' };
  const judged = (fallbackLanguages: readonly string[], ...script: Script): readonly string[] =>
    validate(script, { ...known, own: { ...own, fallbackLanguages } }).map(({ code, cardKey, message: said }) => {
      return `${code} ${cardKey ?? ''} ${/into ([^,]*(?:, \S+)*),/.exec(said)?.[1] ?? ''}`;
    });

  it('says everything in each of them', () => {
    const script = [inLanguage(message('a', 'b'), swedish), message('b', 'c'), goal('c')];
    expect(judged([], ...script)).toEqual(['UNTRANSLATED_TEXT b sv']);
    expect(judged(['nl'], ...script)).toEqual(['UNTRANSLATED_TEXT a nl', 'UNTRANSLATED_TEXT b sv, nl']);
  });

  it('is content with a more general language, and with its own', () => {
    const script = [inLanguage(message('a', 'b'), { language: 'sv-FI', text: 'x' }), inLanguage(message('b'), swedish)];
    expect(judged(['en-GB'], ...script)).toEqual(['UNTRANSLATED_TEXT a sv']);
  });

  it('translates every answer, and every line of a card', () => {
    const labels = [{ key: 'Yes', label: 'Ja' }];
    const asks = question('a', { Yes: null, No: null });
    expect(judged([], inLanguage(asks, { ...swedish, labels }))).toEqual(['UNTRANSLATED_TEXT a sv']);
    const both = [...labels, { key: 'No', label: 'Nej' }];
    expect(judged([], inLanguage(asks, { ...swedish, labels: both }))).toEqual([]);
    expect(judged([], inLanguage(paper('a'), swedish))).toEqual(['UNTRANSLATED_TEXT a sv']);
    expect(judged([], inLanguage(paper('a'), { ...swedish, title: 'titel' }))).toEqual([]);
    const chat = liveChat('a', { fallbackMessage: 'Sorry' });
    expect(judged(['sv'], chat)).toContain('UNTRANSLATED_TEXT a sv');
    expect(judged(['sv'], liveChat('a'))).not.toContain('UNTRANSLATED_TEXT a sv');
  });

  it('is only advised', () => {
    expect(isPublishable(validate([inLanguage(message('a', 'b'), swedish), message('b')], known))).toBe(true);
  });
});
