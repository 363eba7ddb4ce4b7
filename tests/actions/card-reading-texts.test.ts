import type { CardDraft, CardKinds } from '../../src/actions/card-draft';
import { cardOf, one, read } from '../support/card-drafts';
import { faultsOf } from '../support/staff';

describe('a document', () => {
  const urlFaults = (url: string): readonly string[] =>
    faultsOf(read(one({ document: { text: 'Read', title: 'x', url } })));

  it('lies behind https, or on the same machine', () => {
    for (const url of [
      'https://example.com/a.pdf',
      'http://localhost:8080/a.pdf',
      'http://127.0.0.1/a',
      'http://[::1]/a',
    ]) {
      expect(urlFaults(url)).toEqual([]);
    }
  });

  it('may lie on the site that the visitor is on', () => {
    expect(cardOf(one({ document: { text: 'Read', title: 'x', url: ' /papers/a b.pdf?v=2#page=3 ' } }))).toMatchObject({
      url: '/papers/a%20b.pdf?v=2#page=3',
    });
  });

  it.each([
    'http://example.com/a.pdf',
    'javascript:alert(1)',
    'data:application/pdf;base64,AAAA',
    'file:///etc/passwd',
    '//example.com/a.pdf',
    '/\\example.com/a.pdf',
    '/.//example.com/a.pdf',
    '/x/..//example.com/a.pdf',
    'a.pdf',
    'https://user:secret@example.com/a.pdf',
    'https://user@example.com/a.pdf',
    'http://127.0.0.1.example.com/a.pdf',
    'http://localhost.example.com/a.pdf',
    `https://example.com/${'a'.repeat(2_048)}`,
    '',
  ])('does not lie at %s', (url) => {
    expect(urlFaults(url)).toEqual(['INVALID cards.0.document.url']);
  });
});

describe('rich text', () => {
  const rich = (text: string): CardDraft => one({ message: { text, format: 'RICH' } });

  it('is stored clean, with what it says beside it', () => {
    expect(cardOf(rich('<div>Hi <b class="x">you</b></div>'))).toMatchObject({
      text: 'Hi you',
      html: '<p>Hi <b>you</b></p>',
    });
  });

  it.each([
    '<script>alert(1)</script>',
    '<b onclick="x()">Hi</b>',
    '<a href="javascript:x()">Hi</a>',
    '<a href="data:,x">Hi</a>',
  ])('is refused with %s in it, and told what to take out', (text) => {
    const outcome = read(rich(`Hello ${text}`));
    expect(faultsOf(outcome)).toEqual(['INVALID cards.0.message.text']);
    expect(outcome.ok ? '' : outcome.refusals[0]?.message).toContain('Take it out');
  });

  it('without a word in it, or with too many, is refused', () => {
    for (const text of ['<p></p>', '<b> </b>', 'a'.repeat(4_001), `<b>${'<i>'.repeat(10_000)}x`]) {
      expect(faultsOf(read(rich(text)))).toEqual(['INVALID cards.0.message.text']);
    }
  });

  it('that is given as plain text is read as it stands', () => {
    expect(cardOf(one({ message: { text: '<script>1 < 2</script>' } }))).toEqual({
      kind: 'MESSAGE',
      key: 'card',
      text: '<script>1 < 2</script>',
      next: null,
    });
  });
});

describe('a translation', () => {
  const question: Partial<CardKinds> = { question: { text: 'More?', responses: [{ key: 'y', label: 'Yes' }] } };

  it('is stored under the usual spelling of its language, with what it says', () => {
    const translations = [
      { language: ' ZH-hant ', text: '<b>更多？</b>', format: 'RICH', labels: [{ key: 'y', label: '是' }] },
      { language: 'sv', text: ' ' },
    ] as const;
    expect(cardOf(one(question, { translations }))).toMatchObject({
      translations: [
        { language: 'zh-Hant', text: '更多？', html: '<b>更多？</b>', labels: [{ key: 'y', label: '是' }] },
        { language: 'sv' },
      ],
    });
  });

  it('is of a language, once, and of what the card says', () => {
    const translations = [
      { language: 'klingon!', text: 'Qapla' },
      { language: 'sv', labels: [{ key: 'n', label: 'Nej' }] },
      { language: 'SV', placeholder: 'x' },
    ];
    expect(faultsOf(read(one(question, { translations })))).toEqual([
      'INVALID cards.0.translations.0.language',
      'INVALID cards.0.translations.1.labels.0.key',
      'INVALID cards.0.translations.2.language',
      'INVALID cards.0.translations.2.placeholder',
    ]);
    const many = Array.from({ length: 51 }, () => ({ language: 'sv' }));
    expect(faultsOf(read(one(question, { translations: many })))).toEqual(['INVALID cards.0.translations']);
  });
});
