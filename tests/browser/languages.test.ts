/** What the widget says itself, in the six languages that it speaks. */
import { violationsOf } from '../support/browser';
import { VisitorOnPage } from '../support/people';
import { openShop, type Shop } from '../support/shop';

let shop: Shop;
let workspaceKey: string;
beforeAll(async () => {
  shop = await openShop();
  const answer = await fetch(`${shop.url}/demo/config.json`);
  ({ workspaceKey } = (await answer.json()) as { workspaceKey: string });
});
afterAll(() => shop.close());

test.each([
  ['en', 'A number', 'Continue', 'Start a new chat'],
  ['sv', 'Ett tal', 'Fortsätt', 'Starta en ny chatt'],
  ['nl', 'Een getal', 'Verder', 'Nieuwe chat beginnen'],
  ['it', 'Un numero', 'Continua', 'Inizia una nuova chat'],
  ['zh-Hans', '数字', '继续', '开始新的聊天'],
  ['zh-Hant', '數字', '繼續', '開始新的聊天'],
])('the widget speaks %s from the first card to the end', async (language, number, go, again) => {
  const vera = new VisitorOnPage(await shop.browser.page());
  const { page, panel } = vera;
  const script = `<script src="${shop.url}/widget.js" data-workspace="${workspaceKey}" defer></script>`;
  const body = `<!doctype html><html lang="${language}"><title>Boats</title><link rel="icon" href="data:,">${script}<h1>Boats</h1></html>`;
  await page.route('**/boats', (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }));
  await page.goto(`${shop.url}/boats`);
  await page.locator('parley-widget .launcher').waitFor();
  await vera.startsFlow('price-check');
  await panel.getByLabel(number, { exact: true }).fill('40');
  expect(
    (await violationsOf(page)).filter((line) => !line.startsWith('landmark') && !line.startsWith('region')),
  ).toEqual([]);
  await panel.getByRole('button', { name: go, exact: true }).click();
  await panel.getByRole('button', { name: again, exact: true }).waitFor();
  await page.context().close();
});

test('no page complained of anything', () => {
  expect(shop.browser.complaints()).toEqual([]);
});
