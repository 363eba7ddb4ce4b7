/** Dialogs that wait for what a visitor does, and those that do not speak up beside the closed widget. */
import type { Page } from 'playwright-core';
import type { VisitorOnPage } from '../support/people';
import { openShop, type Shop } from '../support/shop';
import { staffOf, type ShopStaff } from '../support/shop-staff';

let shop: Shop;
let staff: ShopStaff;
beforeAll(async () => {
  shop = await openShop();
  staff = await staffOf(shop);
});
afterAll(() => shop.close());

interface Waiting {
  readonly poke?: boolean;
  readonly triggers?: object;
}

/** A dialog for the documentation pages, before all others. */
async function waitsFor(text: string, { triggers, poke }: Waiting): Promise<void> {
  await staff.publishes({
    key: 'waiting',
    priority: 50,
    audience: { targets: ['*:*/widget-host'], ...(triggers && { triggers }) },
    cards: [{ key: 'hello', question: { text, poke, responses: [{ key: 'y', label: 'Yes' }] } }],
  });
}

/** A page of ours that names no dialog, tall enough to be scrolled. */
async function onPlainPage(prepare?: (page: Page) => Promise<void>): Promise<VisitorOnPage> {
  const path = '/widget-host';
  const vera = await shop.visitor('/demo/config.json');
  const { workspaceKey } = JSON.parse(await vera.page.locator('body').innerText()) as { workspaceKey: string };
  const tag = `<script src="${shop.url}/widget.js" data-workspace="${workspaceKey}" defer></script>`;
  const body = `<!doctype html><html lang="en"><title>Boats</title><link rel="icon" href="data:,">${tag}<div style="height: 5000px">Boats</div></html>`;
  await vera.page.route(`**${path}`, (route) => route.fulfill({ contentType: 'text/html', body }));
  await prepare?.(vera.page);
  await vera.page.goto(`${shop.url}${path}`);
  return vera;
}

test('a dialog comes when enough of the page was scrolled', async () => {
  await waitsFor('Scrolled far?', { triggers: { scrollPercent: 50 } });
  const vera = await onPlainPage();
  await vera.page.waitForResponse(
    (response) =>
      response.url().endsWith('/graphql') && (response.request().postData() ?? '').includes('conversationStart'),
  );
  expect(await vera.launcher.count()).toBe(0);
  await vera.page.mouse.wheel(0, 1_000);
  expect(await vera.launcher.count()).toBe(0);
  await vera.page.mouse.wheel(0, 3_000);
  await vera.page.getByRole('button', { name: 'Scrolled far?' }).waitFor();
});

test('a dialog comes when enough time has passed on the page', async () => {
  await waitsFor('Still here?', { triggers: { secondsOnPage: 2 } });
  const vera = await onPlainPage();
  const from = Date.now();
  await vera.launcher.waitFor();
  expect(Date.now() - from).toBeGreaterThan(1_000);
});

test('a dialog comes when the visitor is about to leave', async () => {
  await waitsFor('Leaving?', { triggers: { exitIntent: true } });
  let questions = 0;
  const vera = await onPlainPage(async (page) => {
    page.on('request', (request) => {
      if ((request.postData() ?? '').includes('conversationStart')) questions += 1;
    });
    await page.clock.install();
  });
  const answer = await vera.page.waitForResponse((response) =>
    (response.request().postData() ?? '').includes('conversationStart'),
  );
  await answer.finished();
  await vera.page.mouse.move(400, 300);
  // Longer than the widget rests between two questions.
  for (let round = 0; round < 5; round += 1) await vera.page.clock.runFor(1_500);
  expect({ questions, launchers: await vera.launcher.count() }).toEqual({ questions: 1, launchers: 0 });
  await vera.page.evaluate(() => {
    const page = globalThis as unknown as {
      document: { documentElement: { dispatchEvent(event: unknown): void } };
      MouseEvent: new (type: string, init: object) => unknown;
    };
    page.document.documentElement.dispatchEvent(new page.MouseEvent('mouseleave', { clientY: -4 }));
  });
  await vera.launcher.waitFor();
});

test('a dialog that is not to poke waits to be opened', async () => {
  await waitsFor('Quietly here.', { poke: false });
  const vera = await onPlainPage();
  await vera.launcher.waitFor();
  // As long as a bubble would take to appear.
  await vera.page.clock.install();
  await vera.page.reload();
  await vera.launcher.waitFor();
  await vera.page.clock.runFor(5_000);
  expect(await vera.page.getByRole('button', { name: 'Quietly here.' }).count()).toBe(0);
  await vera.open();
  await vera.sees('Quietly here.');
});

test('no page complained of anything', () => {
  expect(shop.browser.complaints()).toEqual([]);
});
