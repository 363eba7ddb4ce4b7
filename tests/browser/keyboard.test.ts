import type { Page } from 'playwright-core';
import { patienceMs } from '../support/happenings';
import { openShop, type Shop } from '../support/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

/** As much of the browser's own types as is asked for here. */
interface Focusable {
  readonly shadowRoot: { readonly activeElement: Focusable | null } | null;
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
}
interface Browsing {
  readonly document: { readonly activeElement: Focusable | null };
}

/** Runs in the page: the name of what has the focus, shadow roots included, or its text. */
function nameOfFocused(): string {
  let active = (globalThis as unknown as Browsing).document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active?.getAttribute('aria-label') ?? active?.textContent?.trim() ?? '';
}

function focused(page: Page): Promise<string> {
  return page.evaluate(nameOfFocused);
}

/** Tab until it is there, as somebody without a mouse does. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (name.test(await focused(page))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to ${name.source}; it stopped at “${await focused(page)}”.`);
}

async function focusIs(page: Page, name: RegExp): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (let now = await focused(page); !name.test(now); now = await focused(page)) {
    if (Date.now() > deadline) throw new Error(`The focus never came to ${name.source}; it is on “${now}”.`);
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 20)));
  }
}

test('the whole job is done without a mouse, on both sides', async () => {
  const ann = await shop.agent('Ann');
  const vera = await shop.visitor('/demo');
  await vera.launcher.waitFor();

  await tabTo(vera.page, /^Open the chat/);
  await vera.page.keyboard.press('Enter');
  await focusIs(vera.page, /^Yes, please$/);
  await vera.page.keyboard.press('Enter');
  await focusIs(vera.page, /^Write a message$/);

  await ann.offer.waitFor();
  await ann.page.keyboard.press('Enter');
  await ann.composer.waitFor();
  await ann.page.keyboard.type('Good morning!');
  await ann.page.keyboard.press('Enter');
  await vera.sees('Good morning!');

  await vera.page.keyboard.type('One line');
  await vera.page.keyboard.press('Shift+Enter');
  await vera.page.keyboard.type('and another');
  await vera.page.keyboard.press('Enter');
  await ann.sees('One line and another');

  await tabTo(vera.page, /^More$/);
  await vera.page.keyboard.press('Enter');
  await tabTo(vera.page, /^End this chat$/);
  await vera.page.keyboard.press('Enter');
  await tabTo(vera.page, /^End it$/);
  await vera.page.keyboard.press('Enter');
  await vera.readsStanding('This chat has ended');

  await vera.page.keyboard.press('Escape');
  await vera.panel.waitFor({ state: 'hidden' });
  await focusIs(vera.page, /^Open the chat/);
});

test('Escape closes the menu first and the panel next, and the focus goes back to where it came from', async () => {
  const vera = await shop.visitor('/demo');
  await vera.open();
  await tabTo(vera.page, /^More$/);
  await vera.page.keyboard.press('Enter');
  await focusIs(vera.page, /^Turn sound off$/);
  await vera.page.keyboard.press('Escape');
  await focusIs(vera.page, /^More$/);
  expect(await vera.panel.isVisible()).toBe(true);
  await vera.page.keyboard.press('Escape');
  await vera.panel.waitFor({ state: 'hidden' });
  await focusIs(vera.page, /^Open the chat/);
});

test('a phone keeps the focus inside the open panel, a desktop lets it go on to the page', async () => {
  const names = async (page: Page): Promise<readonly string[]> => {
    const seen: string[] = [];
    for (let presses = 0; presses < 25; presses += 1) {
      await page.keyboard.press('Tab');
      seen.push(await focused(page));
    }
    return seen;
  };
  const phone = await shop.visitor('/demo', { size: 'phone' });
  await phone.open();
  expect(await names(phone.page)).not.toContain('Inbox');
  const desktop = await shop.visitor('/demo');
  await desktop.open();
  expect(await names(desktop.page)).toContain('Inbox');
});

test('a poke that was sent away stays away', async () => {
  const vera = await shop.visitor('/demo');
  const dismiss = vera.page.getByRole('button', { name: 'Don’t show this again' });
  await dismiss.click();
  await dismiss.waitFor({ state: 'hidden' });
  await focusIs(vera.page, /^Open the chat/);
  const [asked] = await Promise.all([
    vera.page.waitForResponse((response) => response.request().postData()?.includes('conversationStart') ?? false),
    vera.page.reload(),
  ]);
  await asked.finished();
  await vera.launcher.waitFor();
  // Longer than a poke takes to come.
  await vera.page.waitForTimeout(1_800);
  expect(await dismiss.isVisible()).toBe(false);
});
