import { wordingOf, wordsOf, lineOf } from '../../src/streams/words';
import { maxTextLength } from '../../src/routing/text';
import type { InfoCaptureCard, MessageCard } from '../../src/streams/script';

const long = '🙂'.repeat(1_000);
const shown = new Map([['company', long]]);
const wording = wordingOf({ language: 'en', fallbackLanguages: [] }, { language: null, shown } as unknown as Parameters<
  typeof wordingOf
>[1]);
const card = (text: string, html: string | null = null): MessageCard => ({
  kind: 'MESSAGE',
  key: 'm',
  text,
  ...(html !== null && { html }),
  next: null,
});

test('a line that its tokens made too long for a message is cut where it is too long', () => {
  const { text } = wordsOf(card('{{visitor.company}} '.repeat(10)), wording);
  expect([...text]).toHaveLength(maxTextLength);
  expect(text.endsWith('…')).toBe(true);
  expect(text).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
});

test('its rich form goes then: half of a tag is no tag', () => {
  const token = '{{visitor.company}}';
  expect(wordsOf(card(token, `<p><b>${token}</b></p>`), wording).html).toBe(`<p><b>${long}</b></p>`);
  const html = `<p>${token.repeat(20)}</p>`;
  expect(wordsOf(card(token.repeat(20), html), wording).html).toBeNull();
});

test('so are lines beside the text, and a line of the right length stays as it is', () => {
  const capture: InfoCaptureCard = {
    kind: 'INFO_CAPTURE',
    key: 'c',
    text: 'x',
    attribute: 'city',
    next: null,
    placeholder: '{{visitor.company}}'.repeat(5),
  };
  expect([...(lineOf(capture, 'placeholder', wording) ?? '')]).toHaveLength(maxTextLength);
  expect(wordsOf(card('{{visitor.company}}'.repeat(4)), wording).text).toBe(long.repeat(4));
});
