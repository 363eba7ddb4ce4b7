/** Documents that cards offer: read over the page, searched, kept; and what staff learn of it. */
import type { FrameLocator } from 'playwright-core';
import { faces, pageLooksRight, picture, type Size, type Theme } from '../support/browser';
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

/** A dialog of one document. */
async function offers(key: string, url: string): Promise<void> {
  const cards = [
    { key: 'paper', document: { text: 'Read this.', title: 'Choosing a machine', url, next: 'ask' } },
    { key: 'ask', question: { text: 'And?', responses: [{ key: 'y', label: 'Read it' }] } },
  ];
  await staff.publishes({ key, kind: 'FLOW', cards });
}

async function offered(key: string, theme: Theme = 'light', size: Size = 'desktop'): Promise<VisitorOnPage> {
  const vera = await shop.visitor('/demo', { theme, size });
  await vera.launcher.waitFor();
  await vera.startsFlow(key);
  await vera.panel.getByRole('button', { name: /^Choosing a machine/ }).click();
  return vera;
}

const reader = ({ page }: VisitorOnPage): FrameLocator => page.frameLocator('iframe[title="Choosing a machine"]');

interface Reading {
  readonly pagesViewed: readonly number[];
  readonly searchTerms: readonly string[];
  readonly openedAt: string | null;
  readonly downloadedAt: string | null;
}

async function readings(): Promise<readonly Reading[]> {
  const query = `{ conversations(first: 5) { nodes { documentsRead { openedAt downloadedAt pagesViewed searchTerms } } } }`;
  const { conversations } = (await staff.data(query)) as { conversations: { nodes: { documentsRead: Reading[] }[] } };
  return conversations.nodes.flatMap(({ documentsRead }) => documentsRead);
}

const whereHere = (marks: readonly { readonly classList: { contains(name: string): boolean } }[]): readonly boolean[] =>
  marks.map(({ classList }) => classList.contains('here'));

test.each(faces)('a document is read over the page, %s on a %s', async (theme, size) => {
  await offers('paper', '/demo/papers/choosing-a-machine.pdf');
  const vera = await offered('paper', theme, size);
  const inside = reader(vera);
  await inside.getByText('Page 1 of 3').waitFor();
  await inside.locator('.page .words span').first().waitFor();
  await pageLooksRight(vera.page, `document-${theme}-${size}`);

  await inside.getByRole('searchbox').fill('Quay Two');
  await inside.getByRole('searchbox').press('Enter');
  await inside.getByText('Page 2 of 3').waitFor();
  await inside.locator('mark.here').waitFor();
  await inside.getByText('1 of 2').waitFor();
  await inside.getByRole('searchbox').press('Enter');
  await inside.getByText('2 of 2').waitFor();
  // One of the two that are seen, and no more than one.
  expect(await inside.locator('mark').evaluateAll(whereHere)).toEqual([false, true]);
  await inside.getByRole('button', { name: 'Next' }).click();
  await inside.getByText('1 of 2').waitFor();
  await picture(vera.page, `document-found-${theme}-${size}`);
  const kept = vera.page.waitForEvent('download');
  await inside.getByRole('button', { name: 'Download' }).click();
  expect((await kept).suggestedFilename()).toBe('Choosing a machine.pdf');

  await vera.page.getByRole('button', { name: 'Close the document' }).click();
  await vera.page.getByRole('heading', { name: 'Choosing a machine' }).waitFor({ state: 'hidden' });
  await vera.chooses('Read it');
  await vera.panel.getByRole('button', { name: 'Start a new chat' }).waitFor();
  const [reading] = await readings();
  expect(reading).toMatchObject({ searchTerms: ['quay two'] });
  expect(reading?.pagesViewed).toEqual(expect.arrayContaining([1, 2]));
  expect(reading?.pagesViewed).not.toContain(4);
  expect(reading?.openedAt).not.toBeNull();
  expect(reading?.downloadedAt).not.toBeNull();
  await vera.page.context().close();
});

test('Escape closes the document, and the keyboard is where it was', async () => {
  await offers('paper', '/demo/papers/choosing-a-machine.pdf');
  const vera = await offered('paper');
  await reader(vera).getByText('Page 1 of 3').waitFor();
  await reader(vera).getByRole('searchbox').press('Escape');
  await vera.page.getByRole('heading', { name: 'Choosing a machine' }).waitFor({ state: 'hidden' });
  const card = vera.panel.getByRole('button', { name: /^Choosing a machine/ });
  const hasFocus = await card.evaluate((element) => {
    const one = element as unknown as { getRootNode(): { readonly activeElement: unknown } };
    return one.getRootNode().activeElement === one;
  });
  expect(hasFocus).toBe(true);
});

test('a document that is not there is not waited for: it can be opened elsewhere', async () => {
  await offers('lost-paper', '/demo/papers/lost.pdf');
  const vera = await offered('lost-paper');
  await vera.page.getByText('The document cannot be shown here. Open it in a new tab.').waitFor();
  await picture(vera.page, 'document-lost');
  const link = vera.page.getByRole('link', { name: 'Open in a new tab' }).last();
  expect(await link.getAttribute('href')).toBe(`${shop.url}/demo/papers/lost.pdf`);
});
