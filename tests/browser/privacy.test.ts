/** What a visitor is asked about privacy, and how a page says who sits there. */
import { faces, pageLooksRight, picture } from '../support/browser';
import type { VisitorOnPage } from '../support/people';
import { openShop, type Shop } from '../support/shop';
import { type ShopStaff, staffOf } from '../support/shop-staff';

let shop: Shop;
let staff: ShopStaff;
beforeAll(async () => {
  shop = await openShop();
  staff = await staffOf(shop);
});
afterAll(() => shop.close());

async function asksConsent(isAsked: boolean): Promise<void> {
  const update = `mutation ($asked: Boolean!) { widgetSettingsUpdate(input: { asksConsent: $asked }) {
    userErrors { message } } }`;
  expect(await staff.data(update, { asked: isAsked })).toEqual({ widgetSettingsUpdate: { userErrors: [] } });
}

/** Of the newest conversation. */
async function newest(): Promise<{
  pageUrl: string | null;
  visitor: { lastPageUrl: string | null; email: string | null };
}> {
  const query = `{ conversations(first: 1, filter: { engaged: null }) {
    nodes { pageUrl visitor { lastPageUrl email } } } }`;
  const { conversations } = (await staff.data(query)) as { conversations: { nodes: [never] } };
  return conversations.nodes[0];
}

const question = ({ panel }: VisitorOnPage) => panel.getByRole('group', { name: 'Your privacy' });

test.each(faces)('who is asked may allow it, and is not asked again, %s on a %s', async (theme, size) => {
  await asksConsent(true);
  const vera = await shop.visitor('/demo', { theme, size });
  await vera.open();
  await question(vera).waitFor();
  await pageLooksRight(vera.page, `privacy-consent-${theme}-${size}`);
  expect(await newest()).toMatchObject({ pageUrl: null, visitor: { lastPageUrl: null } });
  await question(vera).getByRole('button', { name: 'Allow' }).click();
  await question(vera).waitFor({ state: 'hidden' });
  await vera.page.reload();
  await vera.panel.getByRole('button', { name: 'Yes, please' }).waitFor();
  expect(await question(vera).isVisible()).toBe(false);
  expect(await newest()).toMatchObject({ visitor: { lastPageUrl: `${shop.url}/demo` } });
  await vera.page.context().close();
});

test('who says no talks all the same, and leaves no address of a page', async () => {
  await asksConsent(true);
  const vera = await shop.visitor('/demo');
  await vera.open();
  await question(vera).getByRole('button', { name: 'No, thanks' }).click();
  await question(vera).waitFor({ state: 'hidden' });
  await vera.chooses('Just looking');
  await vera.sees('Enjoy the tour. We are here whenever you need us.');
  expect(await newest()).toMatchObject({ pageUrl: null, visitor: { lastPageUrl: null } });
});

test('nobody is asked where the workspace does not want it', async () => {
  await asksConsent(false);
  const vera = await shop.visitor('/demo');
  await vera.open();
  await vera.panel.getByRole('button', { name: 'Yes, please' }).waitFor();
  expect(await question(vera).isVisible()).toBe(false);
});

interface WithIdentity {
  readonly Parley: { identify(identity: { email: string; signature: string }): Promise<boolean> };
}

test('the shop signs its customer in, and the chat believes its server alone', async () => {
  await asksConsent(false);
  const nils = await shop.visitor('/demo/contact');
  const { page } = nils;
  await nils.launcher.waitFor();
  const warnings: string[] = [];
  page.on('console', (message) => warnings.push(message.text()));
  const forged = { email: 'nils@kaffekund.example', signature: 'ab'.repeat(32) };
  const identify = (identity: typeof forged) => (globalThis as unknown as WithIdentity).Parley.identify(identity);
  expect(await page.evaluate(identify, forged)).toBe(false);
  expect(warnings).toEqual([expect.stringContaining('The signature does not fit.')]);
  expect(await newest()).toMatchObject({ visitor: { email: null } });
  await page.getByRole('button', { name: 'Sign in as Nils Lind' }).click();
  await page.getByText('You are signed in as Nils Lind.', { exact: false }).waitFor();
  await picture(page, 'privacy-customer');
  expect(await newest()).toMatchObject({ visitor: { email: 'nils@kaffekund.example' } });
});

test('no page complained of anything', () => {
  expect(shop.browser.complaints()).toEqual([]);
});
