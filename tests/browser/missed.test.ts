import { pageLooksRight, type Theme } from '../support/browser';
import { openShop, type Shop } from '../support/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

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
  await pageLooksRight(page, `inbox-missed-claim-${theme}`);
  await claim.focus();
  await page.keyboard.press('Enter');
  await page.getByText('You look after it').waitFor();
  await claim.waitFor({ state: 'detached' });
  await page.getByText('Missed: nobody accepted in time').waitFor();
  await ann.sees('Yes, please');
  await pageLooksRight(page, `inbox-missed-claimed-${theme}`);
  await page.context().close();
  await vera.page.context().close();
});
