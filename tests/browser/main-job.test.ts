import type { Page } from 'playwright-core';
import { VisitorOnPage } from '../support/people';
import { openShop, type Shop } from '../support/shop';

interface WithStorage {
  readonly localStorage: Readonly<Record<string, string>>;
}

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(async () => {
  await shop.close();
});

test('a visitor asks for a person, an agent accepts, and each reads the other', async () => {
  const ann = await shop.agent('Ann');
  const vera = await shop.visitor('/demo');
  await vera.open();
  await vera.chooses('Yes, please');
  await vera.readsStanding('Finding somebody');

  await ann.offer.waitFor();
  await ann.accepts();
  await vera.readsStanding('Ann Andersson joined');

  await vera.says('Do you train baristas, too?');
  await ann.sees('Do you train baristas, too?');
  await ann.says('We do, every second Thursday.');
  await vera.sees('We do, every second Thursday.');
  expect((await vera.messages()).slice(-2)).toEqual(['Do you train baristas, too?', 'We do, every second Thursday.']);
  expect(shop.browser.complaints()).toEqual([]);
});

test('what the cards ask is told to the agent who gets the chat', async () => {
  const bo = await shop.agent('Bo');
  const vera = await shop.visitor('/demo/contact');
  await vera.open();
  await vera.chooses('Sweden');
  await vera.fillsIn('Your answer', 'Vera');
  await vera.fillsIn('Your e-mail address', 'vera.example.com');
  await vera.panel.getByText('That is not an e-mail address.').waitFor();
  await vera.fillsIn('Your e-mail address', 'vera@example.com');
  await vera.readsStanding('Finding somebody');

  await bo.offer.getByText('Vera').waitFor();
  await bo.accepts();
  await bo.page.getByText('vera@example.com').first().waitFor();
});

test('a declined offer goes to the next of the team', async () => {
  const ann = await shop.agent('Ann');
  const bo = await shop.agent('Bo');
  const vera = await shop.visitor('/demo/pricing');
  await vera.open();
  await vera.chooses('Talk to sales');

  await ann.offer.waitFor();
  await ann.declines();
  await bo.offer.waitFor();
  await ann.offer.waitFor({ state: 'hidden' });
  await vera.readsStanding('Finding somebody');
  await bo.accepts();
  await vera.readsStanding('Bo Berg joined');
});

test('an offer that nobody answers in time ends in the fallback message', async () => {
  const ann = await shop.agent('Ann');
  const vera = await shop.visitor('/demo');
  await vera.open();
  await vera.chooses('Yes, please');
  await ann.offer.waitFor();

  await shop.passTime(101);
  await vera.readsStanding('Nobody was free just now');
  await vera.panel.getByRole('button', { name: 'Start a new chat' }).waitFor();
  await ann.offer.getByRole('button', { name: /^Accept/ }).waitFor({ state: 'hidden' });
});

test('a reload in mid-chat loses neither the conversation nor what was half written', async () => {
  const ann = await shop.agent('Ann');
  const vera = await shop.visitor('/demo');
  await vera.open();
  await vera.chooses('Yes, please');
  await ann.accepts();
  await vera.says('I have to change trains.');
  await ann.sees('I have to change trains.');
  await vera.composer.fill('Where were');

  await vera.page.reload();
  await vera.sees('I have to change trains.');
  expect(await vera.composer.inputValue()).toBe('Where were');
  await ann.says('Take your time.');
  await vera.sees('Take your time.');

  // Another page of the shop has another dialog; a chat that goes on is not left for it.
  await vera.page.goto(`${shop.url}/demo/pricing`);
  await vera.sees('Take your time.');
});

test('a server that goes away in mid-chat and comes back loses and repeats nothing', async () => {
  const ann = await shop.agent('Ann');
  const vera = await shop.visitor('/demo');
  await vera.open();
  await vera.chooses('Yes, please');
  await ann.accepts();
  await vera.says('One.');
  await ann.sees('One.');

  await shop.stop();
  await vera.readsStanding(/^Reconnecting/);
  await vera.says('Two, into the void.');
  await shop.startAgain();

  await ann.sees('Two, into the void.');
  await ann.says('Three, back again.');
  await vera.sees('Three, back again.');
  await vera.readsStanding('Ann Andersson joined');
  const said = (await vera.messages()).filter((text) => /^(One|Two|Three)/.test(text));
  expect(said).toEqual(['One.', 'Two, into the void.', 'Three, back again.']);
});

test('a lost network is told, and what is written meanwhile goes out when it is back', async () => {
  const ann = await shop.agent('Ann');
  const vera = await shop.visitor('/demo');
  await vera.open();
  await vera.chooses('Yes, please');
  await ann.accepts();
  const network = vera.page.context();

  await network.setOffline(true);
  await vera.panel.getByText(/^You are offline/).waitFor();
  await vera.says('From the tunnel.');
  await vera.panel.getByText('Sending', { exact: true }).waitFor();
  await network.setOffline(false);

  await ann.sees('From the tunnel.');
  await vera.panel.getByText(/^You are offline/).waitFor({ state: 'hidden' });
  await vera.panel.getByText('Sending', { exact: true }).waitFor({ state: 'hidden' });
});

test('what was read in one tab is no news in the other', async () => {
  const ann = await shop.agent('Ann');
  const vera = await shop.visitor('/demo');
  await vera.open();
  await vera.chooses('Yes, please');
  await ann.accepts();
  await vera.readsStanding('Ann Andersson joined');
  const other = new VisitorOnPage(await vera.page.context().newPage());
  await other.page.goto(`${shop.url}/demo/pricing`);
  await other.launcher.waitFor();
  await vera.page.keyboard.press('Escape');
  await ann.says('Are you still there?');
  const unread = (tab: VisitorOnPage) => tab.page.getByRole('button', { name: /1 unread message$/ });
  await unread(vera).waitFor();
  await unread(other).click();
  await other.sees('Are you still there?');
  await unread(vera).waitFor({ state: 'hidden' });
});

test('a long conversation is loaded from its end, and the rest when it is asked for', async () => {
  const ann = await shop.agent('Ann');
  const vera = await shop.visitor('/demo');
  await vera.open();
  await vera.chooses('Yes, please');
  await ann.accepts();
  await vera.readsStanding('Ann Andersson joined');
  const { visitorToken, conversationId } = await remembered(vera.page);
  const query = 'mutation ($input: MessageSendInput!) { messageSend(input: $input) { userErrors { message } } }';
  for (let line = 1; line <= 105; line += 1) {
    const variables = { input: { conversationId, text: `Line ${line}.` } };
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${visitorToken}` };
    await fetch(`${shop.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  }
  await vera.page.reload();
  await vera.sees('Line 105.');
  expect(await vera.messages()).not.toContain('Line 1.');
  await vera.panel.getByRole('button', { name: 'Show earlier messages' }).click();
  await vera.sees('Line 1.');
  const lines = (await vera.messages()).filter((text) => text.startsWith('Line '));
  expect(lines).toEqual(Array.from({ length: 105 }, (_, index) => `Line ${index + 1}.`));
});

/** What the widget keeps in this browser. */
async function remembered(page: Page): Promise<{ readonly visitorToken: string; readonly conversationId: string }> {
  const kept = await page.evaluate(() => Object.values((globalThis as unknown as WithStorage).localStorage));
  const text = kept.find((value) => value.includes('visitorToken')) ?? '{}';
  return JSON.parse(text) as { visitorToken: string; conversationId: string };
}
