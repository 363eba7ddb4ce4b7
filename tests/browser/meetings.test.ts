/** Meetings as visitors book, move and call them off, and how a dialog goes on without one. */
import { faces, pageLooksRight, type Size, type Theme } from '../support/browser';
import type { VisitorOnPage } from '../support/people';
import { openShop, type Shop } from '../support/shop';
import { staffOf } from '../support/shop-staff';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
  const staff = await staffOf(shop);
  await staff.publishes({
    key: 'meet',
    kind: 'FLOW',
    cards: [
      {
        key: 'meet',
        meeting: { text: 'When?', routing: { strategy: 'ROUND_ROBIN' }, next: 'met', otherwise: 'pity' },
      },
      { key: 'met', message: { text: 'See you then.' } },
      { key: 'pity', message: { text: 'Another day, then.' } },
    ],
  });
});
afterAll(() => shop.close());

async function asked(theme: Theme = 'light', size: Size = 'desktop'): Promise<VisitorOnPage> {
  const vera = await shop.visitor('/demo', { theme, size });
  await vera.launcher.waitFor();
  await vera.startsFlow('meet');
  await vera.panel.getByRole('group', { name: 'Day', exact: true }).waitFor();
  return vera;
}

const times = ({ panel }: VisitorOnPage) => panel.getByRole('group', { name: /^Times on/ }).getByRole('button');

const looksRight = ({ page }: VisitorOnPage, name: string) => pageLooksRight(page, `meetings-${name}`);

test.each(faces)('a meeting is booked, moved and called off, %s on a %s', async (theme, size) => {
  const face = `${theme}-${size}`;
  const vera = await asked(theme, size);
  const { panel } = vera;
  const time = await times(vera).first().innerText();
  await times(vera).first().click();
  await panel.getByRole('button', { name: 'Book this time' }).click();
  // Nobody knows yet where the invitation goes.
  const email = panel.getByLabel('Where shall the invitation go?');
  await email.fill('nowhere');
  await panel.getByRole('button', { name: 'Book this time' }).click();
  await panel.getByText('That is not an e-mail address.', { exact: false }).waitFor();
  await looksRight(vera, `email-${face}`);
  await email.fill(`vera-${face}@example.com`);
  await email.press('Enter');
  await vera.sees('See you then.');

  const line = panel.getByRole('button', { name: /^Your meeting/ });
  await line.click();
  expect(await line.innerText()).toContain(time);
  await looksRight(vera, `open-${face}`);
  await panel.getByRole('button', { name: 'Move', exact: true }).click();
  await times(vera).first().waitFor();
  await looksRight(vera, `moving-${face}`);
  await times(vera).last().click();
  await line.filter({ hasNotText: time }).waitFor();

  // Another page, another load: it is still at hand.
  await vera.page.reload();
  await line.click();
  await panel.getByRole('button', { name: 'Cancel', exact: true }).click();
  await looksRight(vera, `cancel-${face}`);
  await panel.getByRole('button', { name: 'Cancel it' }).click();
  await line.waitFor({ state: 'hidden' });
  await vera.page.context().close();
});

test('who would rather not meet goes on', async () => {
  const vera = await asked();
  await vera.chooses('No, thanks');
  await vera.sees('Another day, then.');
  expect(await vera.messages()).toEqual(['When?', 'No, thanks', 'Another day, then.']);
});

test('later days are shown when they are asked for', async () => {
  const vera = await asked();
  const days = vera.panel.getByRole('group', { name: 'Day', exact: true }).getByRole('button');
  const before = await days.count();
  await vera.panel.getByRole('button', { name: 'Later days' }).click();
  await days.nth(before).waitFor();
});

test('no page complained of anything', () => {
  expect(shop.browser.complaints()).toEqual([]);
});
