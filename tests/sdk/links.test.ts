import { piecesOf } from '../../clients/sdk/links';

const linksIn = (text: string): readonly (string | null)[] =>
  piecesOf(text)
    .filter(({ href }) => href !== null)
    .map(({ text: shown }) => shown);

test.each([
  ['see https://havso.example/a.', ['https://havso.example/a']],
  ['(http://havso.example/x)', ['http://havso.example/x']],
  ['https://en.example/wiki/Cup_(unit), really', ['https://en.example/wiki/Cup_(unit)']],
  ['HTTPS://HAVSO.EXAMPLE', ['HTTPS://HAVSO.EXAMPLE']],
  ['two: https://a.example and https://b.example!', ['https://a.example', 'https://b.example']],
])('%j has these addresses', (text, found) => {
  expect(linksIn(text)).toEqual(found);
});

test.each([
  'javascript:alert(1)',
  'data:text/html,x',
  'ftp://a.example',
  'mailto:a@b.example',
  'http://',
  'xhttps://a.example',
])('%s is no link', (text) => {
  expect(linksIn(text)).toEqual([]);
});

test('no character is lost or added, whatever the text', () => {
  const texts = ['', 'a', 'https://a.example/?q="x"<b>&c', 'é https://a.example/ü… 你好', '((https://a.example/(x)))'];
  for (const text of texts) {
    expect(
      piecesOf(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
  }
});
