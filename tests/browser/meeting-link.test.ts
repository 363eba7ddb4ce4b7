/** The page that the link in a meeting's mail opens, as somebody sees it who has nothing but the mail. */
import { faces, pageLooksRight } from '../support/browser';
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
    cards: [{ key: 'meet', meeting: { text: 'When?', routing: { strategy: 'ROUND_ROBIN' } } }],
  });
});
afterAll(() => shop.close());

interface WithFlows {
  readonly Parley: { startFlow(key: string): Promise<boolean> };
}
const times = (within: Pick<VisitorOnPage['panel'], 'getByRole'>) =>
  within.getByRole('group', { name: /^(Times on|Tider)/ }).getByRole('button');

/** Books the first free time, and answers with the path that the mail's link leads to. */
async function booked(): Promise<string> {
  const vera = await shop.visitor('/demo');
  await vera.launcher.waitFor();
  await vera.page.evaluate(() => (globalThis as unknown as WithFlows).Parley.startFlow('meet'));
  await times(vera.panel).first().click();
  await vera.panel.getByRole('button', { name: 'Book this time' }).click();
  const email = vera.panel.getByLabel('Where shall the invitation go?');
  await email.fill('vera@example.com');
  await email.press('Enter');
  await vera.panel.getByRole('button', { name: /^Your meeting/ }).waitFor();
  await vera.page.context().close();
  const link = await shop.linkOfLastMeeting();
  expect(link.startsWith(`${shop.url}/meeting/#`)).toBe(true);
  return link.slice(shop.url.length);
}

test.each(faces)('a meeting is moved and called off by its link alone, %s on a %s', async (theme, size) => {
  const face = `${theme}-${size}`;
  const page = await shop.page(await booked(), { theme, size });
  await page.getByRole('heading', { name: 'Your meeting' }).waitFor();
  const when = page.locator('.when');
  const before = await when.innerText();
  await pageLooksRight(page, `meeting-link-open-${face}`);

  await page.getByRole('button', { name: 'Move', exact: true }).click();
  await times(page).first().waitFor();
  await pageLooksRight(page, `meeting-link-moving-${face}`);
  await page.getByRole('button', { name: 'Keep it as it is' }).click();
  await page.getByRole('button', { name: 'Move', exact: true }).click();
  await times(page).last().click();
  await page.getByText('Your meeting is moved.', { exact: false }).waitFor();
  expect(await when.innerText()).not.toBe(before);
  await pageLooksRight(page, `meeting-link-moved-${face}`);

  // Another look at the same mail: nothing has changed by looking.
  const after = await when.innerText();
  await page.reload();
  await page.getByText(after).waitFor();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await pageLooksRight(page, `meeting-link-sure-${face}`);
  await page.getByRole('button', { name: 'Cancel it' }).click();
  await page.getByText('This meeting is cancelled.').waitFor();
  expect(await page.getByRole('button').count()).toBe(0);
  await pageLooksRight(page, `meeting-link-cancelled-${face}`);
  await page.context().close();
});

test('by keyboard alone: the focus goes where something was opened, and back', async () => {
  const page = await shop.page(await booked());
  const focused = () => page.evaluate('document.activeElement?.textContent');
  await page.getByRole('button', { name: 'Move', exact: true }).focus();
  await page.keyboard.press('Enter');
  await times(page).first().waitFor();
  expect(await focused()).toBe('Keep it as it is');
  await page.keyboard.press('Enter');
  expect(await focused()).toBe('Move');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await focused()).toBe('Keep it as it is');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('This meeting is cancelled.').waitFor();
  expect(await focused()).toBe('This meeting is cancelled.');
});

test.each(faces)('a link that is not whole says what to do, %s on a %s', async (theme, size) => {
  const page = await shop.page('/meeting/#half', { theme, size });
  await page.getByText('Use the link of the latest mail.', { exact: false }).waitFor();
  await pageLooksRight(page, `meeting-link-over-${theme}-${size}`);
  await page.goto(`${shop.url}/meeting`);
  await page.getByText('Use the link of the latest mail.', { exact: false }).waitFor();
});

test('no page complained of anything', () => {
  expect(shop.browser.complaints()).toEqual([]);
});
