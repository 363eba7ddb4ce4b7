/** Documents that are none, that are hostile, and that are wrong in many places at once: nothing of them is left behind. */
import { type Asking, askingAs } from '../support/asking';
import { type Desk, openDesk } from '../support/desk';
import type { Frame } from '../support/frames';
import { patienceMs } from '../support/happenings';

let desk: Desk;
let admin: Asking;
beforeAll(async () => {
  desk = await openDesk({ forAll: true });
  admin = askingAs(desk.server, desk.admin.token);
});

const wrap = (...dialogs: readonly unknown[]) => ({ format: 'parley-dialogs', version: 1, dialogs });
const hello = (key: string, more: object = {}) => ({
  key,
  name: key,
  cards: [{ key: 'a', message: { text: 'Hi' } }],
  ...more,
});
const textOf = (document: unknown): string => (typeof document === 'string' ? document : JSON.stringify(document));
const refusals = (document: unknown, more: object = {}) =>
  admin.refusals('dialogImport', { document: textOf(document), ...more });
const keys = async (): Promise<readonly string[]> => {
  const { dialogs } = await admin.data('{ dialogs(first: 100) { nodes { key } } }');
  return dialogs.nodes.map(({ key }: Frame) => key as string).sort();
};
/** Whatever the test does, the dialogs are the same behind it. */
async function changesNothing(run: () => Promise<void>): Promise<void> {
  const before = await keys();
  await run();
  expect(await keys()).toEqual(before);
}

test.each<readonly [string, string]>([
  ['nothing', ''],
  ['no JSON', 'format: parley-dialogs'],
  ['half a document', '{"format":"parley-dialogs","version":1,"dialogs":['],
  ['two documents', `${JSON.stringify(wrap())}${JSON.stringify(wrap())}`],
  ['JSON with comments', `/* dialogs */ ${JSON.stringify(wrap())}`],
  ['a byte order mark', `\uFEFF${JSON.stringify(wrap())}`],
  ['binary', '\u0000\u0001\u0002'],
  ['lists a hundred thousand levels deep', '['.repeat(100_000)],
  ['objects a thousand levels deep', `${'{"a":'.repeat(1_000)}1${'}'.repeat(1_000)}`],
  ['a document that is too long', JSON.stringify(wrap(hello('x', { description: 'x'.repeat(1_000_001) })))],
])('%s is refused as a whole', async (_what, document) => {
  await changesNothing(async () => expect(await refusals(document)).toEqual(['INVALID document']));
});

test.each<readonly [string, unknown, readonly string[]]>([
  ['a list', [], ['document']],
  ['a text', '"parley-dialogs"', ['document']],
  ['null', 'null', ['document']],
  ['another format', { ...wrap(), format: 'other' }, ['document.format']],
  ['a version to come', { ...wrap(), version: 2 }, ['document.version']],
  ['a version that is no number', { ...wrap(), version: '1' }, ['document.version']],
  ['no dialogs', { format: 'parley-dialogs', version: 1 }, ['document.dialogs']],
  ['a dialog that is a number', wrap(7), ['document.dialogs.0']],
  ['a list that is an object', wrap(hello('x', { cards: { length: 3 } })), ['document.dialogs.0.cards']],
  ['a number that is a text', wrap(hello('x', { priority: '3' })), ['document.dialogs.0.priority']],
  [
    'a number beyond all',
    `{"format":"parley-dialogs","version":1,"dialogs":[{"key":"x","name":"x","priority":1e999,"cards":[]}]}`,
    ['document.dialogs.0.priority'],
  ],
  ['a field that nobody knows', wrap(hello('x', { status: 'PUBLISHED' })), ['document.dialogs.0.status']],
  ['an id of the graph', wrap(hello('x', { id: 'RGlhbG9nOjE=' })), ['document.dialogs.0.id']],
  ['too many dialogs', wrap(...Array.from({ length: 201 }, (_, index) => hello(`d-${index}`))), ['document.dialogs']],
])('%s is told at its place', async (_what, document, fields) => {
  await changesNothing(async () => {
    expect(await refusals(document)).toEqual(fields.map((field) => `INVALID ${field}`));
  });
});

test('names that every object has by itself are fields that nobody knows', async () => {
  await changesNothing(async () => {
    const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];
    const inside = names.map((name) => `${JSON.stringify(name)}:{"polluted":true}`).join(',');
    const document = `{"format":"parley-dialogs","version":1,${inside},"dialogs":[{${inside},"key":"x","name":"x","cards":[{${inside},"key":"a","message":{${inside},"text":"Hi"}}]}]}`;
    const places = [
      'document',
      'document.dialogs.0',
      'document.dialogs.0.cards.0',
      'document.dialogs.0.cards.0.message',
    ];
    expect([...(await refusals(document))].sort()).toEqual(
      places.flatMap((place) => names.map((name) => `INVALID ${place}.${name}`)).sort(),
    );
    expect('polluted' in {}).toBe(false);
  });
});

test('what must not reach a page does not come in through a document', async () => {
  const rich = (text: string) => ({ key: 'x', name: 'x', cards: [{ key: 'a', message: { text, format: 'RICH' } }] });
  const texts = [
    '<p>Hi<script>alert(1)</script></p>',
    '<p onclick="alert(1)">Hi</p>',
    '<p><a href="javascript:alert(1)">Hi</a></p>',
    '<p>Hi<img src=x onerror=alert(1)></p>',
    '<p>Hi<iframe src="https://evil.example"></iframe></p>',
  ];
  await changesNothing(async () => {
    for (const text of texts) {
      expect(await refusals(wrap(rich(text)))).toEqual(['INVALID document.dialogs.0.cards.0.message.text']);
    }
    const pdf = (url: string) => ({ key: 'a', document: { text: 'Read', title: 'Read', url } });
    for (const url of [
      'javascript:alert(1)',
      'data:application/pdf;base64,AA==',
      'ftp://x.example/a.pdf',
      '//x/a.pdf',
    ]) {
      expect(await refusals(wrap(hello('x', { cards: [pdf(url)] })))).toEqual([
        'INVALID document.dialogs.0.cards.0.document.url',
      ]);
    }
  });
});

test('one bad card of a thousand keeps all of them out, and every fault has its path', async () => {
  const cards = Array.from({ length: 1_000 }, (_, index) => ({
    key: `c${index}`,
    message: { text: index % 250 === 249 ? '' : `Card ${index}`, next: index === 999 ? null : `c${index + 1}` },
  }));
  await changesNothing(async () => {
    expect(await refusals(wrap(hello('good'), { key: 'long', name: 'Long', cards }))).toEqual(
      [249, 499, 749, 999].map((at) => `INVALID document.dialogs.1.cards.${at}.message.text`),
    );
  });
});

test('a document wrong in thousands of places is answered in bounds, and quickly', async () => {
  await changesNothing(async () => {
    const begun = performance.now();
    const told = await refusals(wrap(...Array.from({ length: 150 }, () => Array.from({ length: 500 }, () => []))));
    expect(told.length).toBeLessThanOrEqual(201);
    const many = await refusals(wrap({ key: 'x', name: 'x', cards: Array.from({ length: 60_000 }, () => 1) }));
    expect(many.length).toBeLessThanOrEqual(201);
    // Not half a second on a quiet machine; what would compare each with each takes minutes.
    expect(performance.now() - begun).toBeLessThan(patienceMs);
  });
});

test('a chain of three hundred branches is no depth, and a long stream comes in as a whole', async () => {
  const chain = Array.from({ length: 300 }, (_, index) => ({
    key: `b${index}`,
    branch: {
      branches: [{ conditions: [{ known: true }], next: index === 299 ? 'end' : `b${index + 1}` }],
      otherwise: { next: 'end' },
    },
  }));
  const deep = { key: 'deep', name: 'Deep', cards: [...chain, { key: 'end', message: { text: 'The end' } }] };
  const cards = Array.from({ length: 2_000 }, (_, index) => ({
    key: `c${index}`,
    infoCapture: {
      text: `What is it, number ${index}?`,
      attribute: 'company',
      next: index === 1_999 ? null : `c${index + 1}`,
    },
  }));
  const imported = await admin.does(
    'dialogImport',
    { document: textOf(wrap(deep, { key: 'long', name: 'Long', cards })), publish: true },
    'dialogs { key outcome published issues { severity } dialog { status publishedVersion } }',
  );
  expect(imported.dialogs).toEqual(
    ['deep', 'long'].map((key) => ({
      key,
      outcome: 'CREATED',
      published: true,
      issues: [],
      dialog: { status: 'PUBLISHED', publishedVersion: 1 },
    })),
  );
});

test('a dry run says the same and leaves nothing', async () => {
  await changesNothing(async () => {
    const { dialogs, attributesDefined } = await admin.does(
      'dialogImport',
      {
        document: textOf({ ...wrap(hello('new')), attributes: [{ name: 'roast', label: 'Roast', type: 'TEXT' }] }),
        dryRun: true,
      },
      'attributesDefined dialogs { key outcome dialog { id } }',
    );
    expect({ dialogs, attributesDefined }).toEqual({
      dialogs: [{ key: 'new', outcome: 'CREATED', dialog: null }],
      attributesDefined: ['roast'],
    });
  });
});
