import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Locator, Page } from 'playwright-core';
import { VisitorOnPage } from '../support/people';
import { openShop, type Shop } from '../support/shop';

let shop: Shop;
let workspaceKey: string;
let shown: { readonly body: string; readonly headers: Readonly<Record<string, string>> };
const elsewhere = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...shown.headers }).end(shown.body);
});
beforeAll(async () => {
  shop = await openShop();
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const answer = await fetch(`${shop.url}/demo/config.json`);
  ({ workspaceKey } = (await answer.json()) as { workspaceKey: string });
});
afterAll(async () => {
  await shop.close();
  elsewhere.close();
});

const text = '<h1>Boats</h1>' + '<p>A paragraph about boats.</p>'.repeat(60);

/** What whoever built the page is told, behind the last look. */
let warnings: string[] = [];
beforeEach(() => {
  warnings = [];
});

interface HostPage {
  readonly attributes?: string;
  readonly styles?: string;
  readonly policy?: string;
  /** What the browser tells of its owner's language. */
  readonly language?: string;
  /** Of the page's own tag. */
  readonly html?: string;
}

/** A page of somebody else, on another origin, with our script tag in it. */
async function visit({
  attributes = '',
  styles = '',
  policy,
  language,
  html = 'lang="en"',
}: HostPage = {}): Promise<VisitorOnPage> {
  const tag = `<script src="${shop.url}/widget.js" data-workspace="${workspaceKey}" ${attributes} defer></script>`;
  const style = `<style nonce="own">${styles}</style>`;
  shown = {
    body: `<!doctype html><html ${html}><title>Boats</title><link rel="icon" href="data:,">${style}${tag}${text}</html>`,
    headers: policy === undefined ? {} : { 'content-security-policy': policy },
  };
  const page = await shop.browser.page();
  page.on('console', (message) => {
    if (message.type() === 'warning') warnings.push(message.text());
  });
  if (language !== undefined) {
    await page.addInitScript((said) => {
      const { navigator } = globalThis as unknown as { readonly navigator: object };
      Object.defineProperties(navigator, { language: { get: () => said }, languages: { get: () => [said] } });
    }, language);
  }
  await page.goto(`http://localhost:${(elsewhere.address() as AddressInfo).port}/`);
  return new VisitorOnPage(page);
}

/** Where everything on the host's page is. */
function layoutOf(page: Page): Promise<string> {
  return page.locator('body > h1, body > p').evaluateAll((elements) => {
    const boxes = elements as unknown as readonly { getBoundingClientRect(): unknown }[];
    return JSON.stringify(boxes.map((element) => element.getBoundingClientRect()));
  });
}

interface Styling {
  getComputedStyle(element: unknown): { readonly fontSize: string; readonly color: string; readonly direction: string };
}

function directionOf(element: Locator): Promise<string> {
  return element.evaluate((each) => (globalThis as unknown as Styling).getComputedStyle(each).direction);
}

interface WithParley {
  readonly Parley: { open(): void; close(): void; start(dialogId?: string): void };
}

test('nothing on the page of the host moves, whatever the widget does', async () => {
  const vera = await visit();
  await vera.launcher.waitFor();
  const before = await layoutOf(vera.page);
  await vera.open();
  await vera.chooses('Yes, please');
  await vera.readsStanding('Nobody was free just now');
  expect(await layoutOf(vera.page)).toBe(before);
  await vera.page.keyboard.press('Escape');
  expect(await layoutOf(vera.page)).toBe(before);
});

test('the script is small on its way, and everybody may have it', async () => {
  const { headers } = await fetch(`${shop.url}/widget.js`, { headers: { 'accept-encoding': 'br' } });
  expect(headers.get('content-encoding')).toBe('br');
  expect(Number(headers.get('content-length'))).toBeLessThan(42_000);
  expect(headers.get('access-control-allow-origin')).toBe('*');
});

test('a strict content security policy is no obstacle', async () => {
  const { host } = new URL(shop.url);
  const policy = `default-src 'none'; script-src http://${host}; connect-src http://${host} ws://${host}; style-src 'nonce-own'; img-src http://${host} data:`;
  const vera = await visit({ policy });
  await vera.open();
  expect(await vera.panel.evaluate((element) => (element as unknown as { offsetWidth: number }).offsetWidth)).toBe(376);
  expect(shop.browser.complaints()).toEqual([]);
});

test('a browser whose owner has no locale can chat as any other', async () => {
  const vera = await visit({ language: 'en-US@posix' });
  await vera.open();
  await vera.chooses('Yes, please');
  await vera.readsStanding('Nobody was free just now');
  expect(shop.browser.complaints()).toEqual([]);
});

test('the styles of the host do not reach the widget, and those of the widget stay inside', async () => {
  const styles =
    '* { font: 40px cursive !important; color: red !important } div, button, parley-widget { display: none !important; position: static !important }';
  const vera = await visit({ styles });
  await vera.open();
  const look = await vera.panel.getByRole('button', { name: 'Yes, please' }).evaluate((element) => {
    const page = globalThis as unknown as Styling;
    const { fontSize, color } = page.getComputedStyle(element);
    return { fontSize, color };
  });
  expect(look).toEqual({ fontSize: '16px', color: 'rgb(21, 25, 32)' });
});

test('on a page that runs from right to left the widget runs as its own language does', async () => {
  const vera = await visit({ html: 'lang="he" dir="rtl"' });
  await vera.open();
  const title = await vera.panel.getByRole('heading').boundingBox();
  const close = await vera.panel.getByRole('button', { name: 'Close the chat' }).boundingBox();
  expect(title?.x).toBeLessThan(close?.x ?? 0);
  const answer = vera.panel.getByRole('button', { name: 'Yes, please' });
  expect(await directionOf(answer)).toBe('ltr');
});

test('the page may open, close and start the chat, and put it on the other side', async () => {
  const vera = await visit({ attributes: 'data-side="left"' });
  await vera.launcher.waitFor();
  await vera.page.evaluate(() => (globalThis as unknown as WithParley).Parley.open());
  await vera.panel.waitFor();
  const box = await vera.panel.boundingBox();
  expect(box?.x).toBeLessThan(100);
  await vera.page.evaluate(() => (globalThis as unknown as WithParley).Parley.close());
  await vera.panel.waitFor({ state: 'hidden' });
  await vera.page.evaluate(() => (globalThis as unknown as WithParley).Parley.start());
  await vera.panel.waitFor();
});

test('the widget speaks the language that it is asked to speak', async () => {
  const vera = await visit({ attributes: 'data-lang="sv"' });
  await vera.page.getByRole('button', { name: /^Öppna chatten/ }).click();
  await vera.panel.getByText('Svarar automatiskt').waitFor();
});

test.each([
  ['unknown', `{ "shoeSize": "44", "city": "Malmö" }`, /There is no such attribute/],
  ['no JSON object', `city=Malmö`, /data-attributes is no JSON object/],
])(
  'a page that tells something %s of the visitor has a chat all the same, and its console says why',
  async (_, told, why) => {
    const vera = await visit({ attributes: `data-attributes='${told}'` });
    await vera.launcher.waitFor();
    await vera.open();
    expect(warnings).toEqual([expect.stringMatching(why)]);
  },
);

test('what somebody writes is shown as text, and only web addresses become links', async () => {
  const ann = await shop.agent('Ann');
  const vera = await visit();
  await vera.open();
  await vera.chooses('Yes, please');
  await ann.accepts();
  const nasty =
    '<img src=x onerror="document.title=1"> javascript:alert(1) https://havso.example/a?b=<c> (see http://havso.example/x).';
  await ann.says(nasty);
  await vera.sees(nasty);
  const links = await vera.panel
    .getByRole('log')
    .getByRole('link')
    .evaluateAll((elements) =>
      (elements as unknown as readonly { href: string; rel: string }[]).map(({ href, rel }) => ({ href, rel })),
    );
  const rel = 'noopener noreferrer nofollow';
  expect(links).toEqual([
    { href: 'https://havso.example/a?b=', rel },
    { href: 'http://havso.example/x', rel },
  ]);
  expect(await vera.page.title()).toBe('Boats');
});

test('what is written from right to left is read so on both sides, and beside it nothing is', async () => {
  const ann = await shop.agent('Ann');
  const vera = await visit();
  await vera.open();
  await vera.chooses('Yes, please');
  await ann.accepts();
  await vera.says('שלום, יש לכם מכונה (גדולה)?');
  await ann.says('!כן, בטח');
  const read = ann.page.getByRole('log', { name: 'Messages' });
  expect(await directionOf(read.getByText('שלום, יש לכם מכונה (גדולה)?'))).toBe('rtl');
  expect(await directionOf(vera.panel.getByRole('log').getByText('!כן, בטח'))).toBe('rtl');
  await ann.composer.fill('אפשר');
  expect(await directionOf(ann.composer)).toBe('rtl');
  expect(await directionOf(read)).toBe('ltr');
});
