import { picture, type Theme, violationsOf } from '../support/browser';
import { openShop, type Shop } from '../support/shop';

jest.setTimeout(240_000);

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(async () => {
  await shop.close();
});

const themes: readonly Theme[] = ['light', 'dark'];

test.each(themes)('a chat that nobody took is claimed with the keyboard and read then, %s', async (theme) => {
  const ann = await shop.agent('Ann', { theme });
  const { page } = ann;
  const vera = await shop.visitor('/demo');
  await vera.open();
  await vera.chooses('Yes, please');
  await ann.offer.waitFor();
  await ann.declines();
  await ann.offer.waitFor({ state: 'hidden' });

  await page.getByRole('tab', { name: /^Missed/ }).click();
  const claim = page.getByRole('button', { name: /^Claim the chat of/ });
  await claim.waitFor();
  await picture(page, `inbox-missed-claim-${theme}`);
  expect(await violationsOf(page)).toEqual([]);
  await claim.focus();
  await page.keyboard.press('Enter');
  await page.getByText('You look after it').waitFor();
  await claim.waitFor({ state: 'detached' });
  await page.getByText('Missed: nobody accepted in time').waitFor();
  await ann.sees('Yes, please');
  await picture(page, `inbox-missed-claimed-${theme}`);
  expect(await violationsOf(page)).toEqual([]);
  await page.context().close();
  await vera.page.context().close();
});
