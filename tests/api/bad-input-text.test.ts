/** What people can type and paste: nothing, far too much, control characters, and every script of the world. */
import { type Asking, askingAs } from '../support/asking';
import { type Desk, openDesk } from '../support/desk';
import type { AgentAtDesk } from '../support/agent-at-desk';
import type { VisitorAtDesk } from '../support/visitor-at-desk';

let desk: Desk;
let ann: AgentAtDesk;
let vera: VisitorAtDesk;
let asVera: Asking;
let asAdmin: Asking;

beforeAll(async () => {
  desk = await openDesk({ forAll: true });
  ann = await desk.agent({ name: 'Ann' });
  vera = await desk.visitor();
  await vera.asksForAnAgent();
  await ann.accepts();
  asVera = askingAs(desk.server, vera.token);
  asAdmin = askingAs(desk.server, desk.admin.token);
});

const send = (text: string, more: object = {}) => ({ conversationId: vera.conversationId, text, ...more });

test.each([
  ['nothing', ''],
  ['spaces', '   '],
  ['line breaks and tabs', '\n\t\r\n'],
  ['no-break and ideographic spaces', '\u00a0\u3000\u2003'],
  ['what cannot be seen', '\u200b\u200d\u2060\ufeff'],
  ['direction marks alone', '\u202e\u2066\u2069'],
  ['control characters alone', '\u0000\u0007\u001b\u009f'],
])('%s is no message', async (_what, text) => {
  expect(await asVera.refusals('messageSend', send(text))).toEqual(['INVALID text']);
});

test('a message has up to 4,000 characters, however many bytes each takes', async () => {
  for (const letter of ['a', 'ß', '漢', '🙂']) {
    const { message } = await asVera.does('messageSend', send(letter.repeat(4_000)), 'message { text }');
    expect(message.text).toBe(letter.repeat(4_000));
    expect(await asVera.refusals('messageSend', send(letter.repeat(4_001)))).toEqual(['INVALID text']);
  }
  expect(await asVera.refusals('messageSend', send('a'.repeat(64 * 1_024)))).toEqual(['INVALID text']);
});

test('control characters are left out; line breaks and tabs stay', async () => {
  const { message } = await asVera.does(
    'messageSend',
    send('a\u0000b\u001b[31mc\td\r\ne\u007f\u0085f'),
    'message { text }',
  );
  expect(message.text).toBe('ab[31mc\td\nef');
});

const scripts = {
  Arabic: 'مرحبا بالعالم، كيف حالك؟',
  'Hebrew with Latin and numbers, both directions': 'שלום Anna, המחיר הוא ₪ 42.50 (כולל מע״מ)',
  'isolated and embedded directions': '\u2067عربي\u2069 and \u202bעברית\u202c and \u200fend',
  'Chinese, simplified and traditional': '漢字简体繁體 “測試” 。',
  'Han beyond the basic plane': '𠜎𠜱𠝹𪚥',
  Japanese: 'ひらがな カタカナ 日本語 ｶﾅ',
  'Korean, composed and by letters': '한국어 \u1112\u1161\u11ab',
  'Devanagari with conjuncts': 'क्षत्रिय हिन्दी श्री',
  Thai: 'สวัสดีชาวโลก น้ำ',
  'Tamil, Bengali, Sinhala, Khmer, Burmese': 'தமிழ் বাংলা සිංහල ខ្មែរ မြန်မာ',
  'Greek, Cyrillic, Armenian, Georgian, Ethiopic': 'Ελληνικά кириллица Հայերեն ქართული አማርኛ',
  'emoji with joiners, skin and flags': '👩🏽‍💻 👨‍👩‍👧‍👦 🏳️‍🌈 🇸🇪 1️⃣',
  'letters with many marks': 'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L',
  'composed and decomposed': 'é e\u0301 ﬁ Å \u212b',
  'astral letters': '𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𐍈 𓀀 𒀱',
  'what looks like code': `<script>alert(1)</script> '"; DROP TABLE message; -- \${x} %s \\u0041 {{7*7}}`,
  'what looks like JSON': '{"a":["\\u0000",null]}',
};

test.each(Object.entries(scripts))('%s comes out as it went in, to both sides', async (_name, text) => {
  const { message } = await asVera.does('messageSend', send(text), 'message { text }');
  expect(message.text).toBe(text);
  await ann.sees(text);
  await vera.sees(text);
});

test('half a surrogate pair becomes the replacement character, wherever it stands', async () => {
  for (const [given, stored] of [
    ['a\ud83d', 'a\ufffd'],
    ['\ude42b', '\ufffdb'],
    ['\ude42\ud83d!', '\ufffd\ufffd!'],
    ['\ud83d\ude42', '🙂'],
  ]) {
    const { message } = await asVera.does('messageSend', send(given ?? ''), 'message { text }');
    expect(message.text).toBe(stored);
    await ann.sees(stored ?? '');
  }
});

test('names are one line of 1 to 200 characters, in any script', async () => {
  const made = await asAdmin.does('dialogCreate', { name: '  Försäljning\n 販売  🙂 ' }, 'dialog { name }');
  expect(made.dialog.name).toBe('Försäljning 販売 🙂');
  for (const name of ['', ' ', '\u200b', '\u0000', 'x'.repeat(201), 'x'.repeat(64 * 1_024)]) {
    expect(await asAdmin.refusals('dialogCreate', { name })).toEqual(['INVALID name']);
    expect(await asAdmin.refusals('teamCreate', { name, agentIds: [ann.id] })).toEqual(['INVALID name']);
  }
  expect((await asAdmin.does('dialogCreate', { name: '漢'.repeat(200) }, 'dialog { name }')).dialog.name).toHaveLength(
    200,
  );
});

test('a clientMessageId is visible text of up to 200 characters', async () => {
  for (const clientMessageId of ['', 'x'.repeat(201), 'a\u0000b', 'a\nb', ' padded ', '\ud83d']) {
    expect(await asVera.refusals('messageSend', send('hello', { clientMessageId }))).toEqual([
      'INVALID clientMessageId',
    ]);
  }
});

test('a retry with another text is a CONFLICT, and the first message stays', async () => {
  const clientMessageId = 'once';
  const first = await asVera.does('messageSend', send('hello', { clientMessageId }), 'message { id sequence }');
  expect(await asVera.refusals('messageSend', send('hullo', { clientMessageId }))).toEqual([
    'CONFLICT clientMessageId',
  ]);
  expect(await asVera.does('messageSend', send('hello', { clientMessageId }), 'message { id sequence }')).toEqual(
    first,
  );
});

test('what a page says of its visitor is checked by its type', async () => {
  const anybody = askingAs(desk.server, null);
  const given = (name: string, value: string) => ({ workspaceKey: desk.workspaceKey, attributes: [{ name, value }] });
  expect(await anybody.refusals('visitorSessionStart', given('shoeSize', '43'))).toEqual(['INVALID attributes.0.name']);
  for (const [name, value] of [
    ['email', 'no address'],
    ['email', `${'x'.repeat(260)}@example.com`],
    ['phone', 'call me'],
    ['companySize', 'x'.repeat(1_001)],
    ['lastName', 'y'.repeat(64 * 1_024)],
  ]) {
    const refused = await anybody.refusals('visitorSessionStart', given(name ?? '', value ?? ''));
    expect([name, refused]).toEqual([name, ['INVALID attributes.0.value']]);
  }
  const many = Array.from({ length: 51 }, () => ({ name: 'city', value: 'Lund' }));
  const tooMany = { workspaceKey: desk.workspaceKey, attributes: many };
  expect(await anybody.refusals('visitorSessionStart', tooMany)).toEqual(['INVALID attributes']);
  for (const workspaceKey of ['', 'wk_unknown', '\u0000', '🙂', 'x'.repeat(10_000)]) {
    expect(await anybody.refusals('visitorSessionStart', { workspaceKey })).toEqual(['NOT_FOUND workspaceKey']);
  }
});

test('a page has an address of the web', async () => {
  const someone = await desk.visitor();
  const asking = askingAs(desk.server, someone.token);
  for (const pageUrl of [
    'pricing',
    'javascript:alert(1)',
    'file:///etc/passwd',
    `https://x.example/${'a'.repeat(3_000)}`,
  ]) {
    expect(await asking.refusals('conversationStart', { pageUrl })).toEqual(['INVALID pageUrl']);
  }
});

test('a wrong sign-in is INVALID in one and the same way', async () => {
  const anybody = askingAs(desk.server, null);
  for (const [email, password] of [
    ['', ''],
    ['nobody@example.com', 'a long password'],
    ['\u0000', '\u0000'],
    ['x'.repeat(10_000), 'y'.repeat(10_000)],
    ['ann@example.com', '\ud83d'],
  ]) {
    expect(await anybody.refusals('signIn', { email, password })).toEqual(['INVALID']);
  }
});
