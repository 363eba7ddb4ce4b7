import type { Page } from 'playwright-core';
import { openShop, type Shop } from '../support/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

/** GraphiQL lets its tabs glide into place at first, and a press on what moves away is none: pressed until it is taken. */
async function openTab(page: Page, name: string): Promise<void> {
  const shown = page.locator('.graphiql-query-editor').getByText(name, { exact: true });
  for (let presses = 0; presses < 10; presses += 1) {
    await page.getByTitle(name, { exact: true }).click();
    const isShown = await shown.waitFor({ timeout: 2_000 }).then(
      () => true,
      () => false,
    );
    if (isShown) return;
  }
  throw new Error(`The tab ${name} was never opened.`);
}

async function execute(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Execute query/ }).click();
}

/** The answer as it is shown. The editor draws only the lines in view, and its spaces are no spaces. */
async function answers(page: Page, text: RegExp): Promise<void> {
  const shown = page.locator('.result-window');
  const deadline = Date.now() + 20_000;
  for (let now = ''; !text.test(now); now = ((await shown.textContent()) ?? '').replaceAll('\u00a0', ' ')) {
    if (Date.now() > deadline) throw new Error(`${text.source} was never answered; shown is: ${now}`);
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
  }
}

test('GraphiQL is signed in, runs the prepared jobs, and asks no other address for anything', async () => {
  const page = await shop.page('/graphiql');
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(shop.url)) foreign.push(request.url());
  });
  await page.reload();
  await page.getByRole('tab', { name: 'LookAround' }).waitFor();
  await execute(page);
  await answers(page, /"kind": "AGENT"/);

  await openTab(page, 'MakeATeam');
  await execute(page);
  await answers(page, /"name": "Workshop"/);
  await openTab(page, 'MakeARule');
  await execute(page);
  await answers(page, /"attribute": "country"/);
  await openTab(page, 'DraftTheRules');
  await execute(page);
  await answers(page, /"revision": 1/);
  await openTab(page, 'CompareTheRules');
  await execute(page);
  await answers(page, /"change": "(ADDED|REMOVED)"/);
  await openTab(page, 'ActivateTheDraft');
  await execute(page);
  await answers(page, /"state": "ACTIVE"/);
  await openTab(page, 'BringAccounts');
  await execute(page);
  await answers(page, /"added": 1/);
  await openTab(page, 'SimulateAVisitor');
  await execute(page);
  await answers(page, /"outcome": "OFFERED"/);
  await openTab(page, 'WatchTheReplay');
  await execute(page);
  await answers(page, /Run ReplayThePast first/);
  await openTab(page, 'ReplayThePast');
  await execute(page);
  await answers(page, /"requestsTotal": \d+/);
  await openTab(page, 'WatchTheReplay');
  await execute(page);
  await answers(page, /"progress": 1,/);
  await openTab(page, 'SeeHowFair');
  await execute(page);
  await answers(page, /"offerSpread": \d+/);
  await openTab(page, 'SeeTheRings');
  await execute(page);
  await answers(page, /"kind": "TEAM"/);
  await openTab(page, 'ReorderTheRing');
  await execute(page);
  await answers(page, /"kind": "WORKSPACE"/);
  await openTab(page, 'ExportDialogs');
  await execute(page);
  await answers(page, /parley-dialogs/);
  await openTab(page, 'ImportDialogs');
  await execute(page);
  await answers(page, /"outcome": "CREATED"/);
  expect(foreign).toEqual([]);
  expect(shop.browser.complaints()).toEqual([]);
});

test('a subscription shows what happens while it happens', async () => {
  const page = await shop.page('/graphiql');
  await page.getByRole('tab', { name: 'WatchTheEvents' }).waitFor();
  await openTab(page, 'WatchTheEvents');
  await execute(page);
  await answers(page, /"CaughtUp"/);
  const vera = await shop.visitor('/demo');
  await vera.launcher.waitFor();
  await answers(page, /"(ConversationStarted|MessageAdded)"/);
});
