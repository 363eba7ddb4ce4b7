import type { Page } from 'playwright-core';
import { faces, pageLooksRight, type Size, type Theme } from '../support/browser';
import { AgentAtInbox } from '../support/people';
import { openShop, type Shop } from '../support/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const looksRight = (page: Page, name: string) => pageLooksRight(page, `handover-${name}`);

async function asks(): ReturnType<Shop['visitor']> {
  const visitor = await shop.visitor('/demo');
  await visitor.open();
  await visitor.chooses('Yes, please');
  return visitor;
}

/** Signed in as who watches over the team. */
async function supervisor(theme: Theme, size: Size): Promise<AgentAtInbox> {
  const page = await shop.page('/inbox/', { theme, size });
  await page.getByLabel('E-mail').fill(shop.admin.email);
  await page.getByLabel('Password').fill(shop.admin.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('tab', { name: /^Team/ }).waitFor();
  return new AgentAtInbox(page);
}

// Whoever has left is gone, and what rang there is over: the next test begins with an empty house.
afterEach(() => shop.passTime(180));

const close = (...pages: readonly { readonly page: Page }[]): Promise<unknown> =>
  Promise.all(pages.map(({ page }) => page.context().close()));

test.each(faces)('a chat changes hands and is watched over, %s on a %s', async (theme, size) => {
  const face = `${theme}-${size}`;
  const ann = await shop.agent('Ann', { theme, size });
  const vera = await asks();
  await ann.accepts();
  await vera.says('Do you have it in red?');
  await ann.sees('Do you have it in red?');
  const bo = await shop.agent('Bo', { theme, size });

  await ann.page.getByRole('button', { name: 'Hand over' }).click();
  const dialog = ann.page.getByRole('dialog', { name: 'Hand over this chat' });
  await dialog.getByText('Away').or(dialog.getByText('Not signed in')).first().waitFor();
  await dialog.getByRole('radio', { name: /^Bo/ }).check();
  await dialog.getByLabel(/^Note/).fill('She asks about colours, you know them better.');
  await looksRight(ann.page, `dialog-${face}`);
  await dialog.getByRole('button', { name: 'Hand over' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await ann.page.getByText(/^Asking Bo/).waitFor();
  await bo.offer.getByText('hands over the chat with').waitFor();
  await bo.offer.getByText('She asks about colours').waitFor();
  await looksRight(ann.page, `asking-${face}`);
  await looksRight(bo.page, `ringing-${face}`);

  await bo.declines();
  await ann.page.getByText('The chat stays with you.').waitFor();
  await looksRight(ann.page, `returned-${face}`);
  await ann.page.getByRole('button', { name: 'Got it' }).click();

  // A second agent beside the first, and a word among them.
  await ann.page.getByRole('button', { name: 'Hand over' }).click();
  // The dialog has its size once it has its list; before that a press may miss what it was meant for.
  await ann.page.getByRole('dialog').getByRole('radio', { name: /^Bo/ }).waitFor();
  await ann.page.getByRole('radio', { name: 'Invite to help' }).check({ force: true });
  const invitation = ann.page.getByRole('dialog', { name: 'Ask somebody to help' });
  await invitation.getByRole('radio', { name: /^Bo/ }).check();
  await invitation.getByRole('button', { name: 'Invite', exact: true }).click();
  await bo.offer.getByText('asks you to help').waitFor();
  await bo.accepts();
  await bo.sees('Do you have it in red?');
  await bo.says('Red comes on Monday.');
  await vera.sees('Red comes on Monday.');
  await ann.sees('Red comes on Monday.');
  await bo.page.getByRole('button', { name: /^Whisper to staff/ }).click();
  await bo.page.getByRole('textbox', { name: /^Whisper to staff/ }).fill('Offer her the blue one meanwhile');
  await bo.page.keyboard.press('Enter');
  await ann.page.getByText('Offer her the blue one meanwhile').waitFor();
  await looksRight(ann.page, `guest-${face}`);
  await looksRight(bo.page, `whispering-${face}`);
  expect(await vera.messages()).not.toContain('Offer her the blue one meanwhile');

  const paul = await asks();
  const ada = await supervisor(theme, size);
  await ada.page.getByRole('tab', { name: /^Team/ }).click();
  await ada.page.getByRole('heading', { name: /^Waiting/ }).waitFor();
  await looksRight(ada.page, `team-${face}`);
  await ada.page.getByRole('region', { name: 'In a chat' }).getByRole('button', { name: /Ann/ }).first().click();
  await ada.page.getByRole('button', { name: 'Listen' }).click();
  await ada.page.getByText('Nobody in the chat is told.').waitFor();
  await vera.says('And in green?');
  await ada.sees('And in green?');
  await ada.page.getByRole('textbox', { name: /^Whisper to staff/ }).fill('Green is sold out');
  await ada.page.keyboard.press('Enter');
  await ann.page.getByText('Green is sold out').waitFor();
  await looksRight(ada.page, `listening-${face}`);
  await ada.page.getByRole('button', { name: 'Take over' }).click();
  await ada.composer.waitFor();
  await ada.says('Green is back in May. I am Ada, by the way.');
  await vera.sees('Green is back in May. I am Ada, by the way.');
  await ann.page.getByText(/has this chat now\./).waitFor();
  await looksRight(ann.page, `gone-${face}`);
  await bo.page.getByRole('button', { name: 'Leave' }).click();
  await bo.page.getByText('You have left this chat.').waitFor();
  await ada.page.getByRole('button', { name: 'End chat' }).click();
  await ada.page.getByRole('dialog').getByRole('button', { name: 'End chat' }).click();
  await ada.page.getByText('This chat has ended.').waitFor();
  await close(vera, paul, ann, bo, ada);
});

test('handing over needs no mouse', async () => {
  const ann = await shop.agent('Ann');
  const vera = await asks();
  await ann.accepts();
  const bo = await shop.agent('Bo');
  const { keyboard } = ann.page;
  await ann.page.getByRole('button', { name: 'Hand over' }).focus();
  await keyboard.press('Enter');
  const dialog = ann.page.getByRole('dialog', { name: 'Hand over this chat' });
  await dialog.getByRole('radio', { name: /^Bo/ }).waitFor();
  await keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await ann.page.getByRole('button', { name: 'Hand over' }).and(ann.page.locator(':focus')).waitFor();
  await keyboard.press('Enter');
  const choice = dialog.getByRole('radio', { name: /^Bo/ });
  await choice.waitFor();
  for (let step = 0; step < 6 && !(await choice.isChecked()); step += 1) {
    await keyboard.press('Tab');
    await keyboard.press('Space');
  }
  expect(await choice.isChecked()).toBe(true);
  await keyboard.press('Tab');
  await keyboard.type('Over to you');
  await keyboard.press('Tab');
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await bo.offer.getByText('Over to you').waitFor();
  await bo.page.keyboard.press('Enter');
  await bo.composer.and(bo.page.locator(':focus')).waitFor();
  await bo.says('I have it from here.');
  await vera.sees('I have it from here.');
  await ann.page.getByText('Bo', { exact: false }).filter({ hasText: 'has this chat now.' }).waitFor();
  await close(vera, ann, bo);
});
