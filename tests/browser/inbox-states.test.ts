import type { Page } from 'playwright-core';
import { faces, pageLooksRight } from '../support/browser';
import { type AgentAtInbox, seenWhile } from '../support/people';
import { openShop, type Shop } from '../support/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const looksRight = (page: Page, name: string) => pageLooksRight(page, `inbox-${name}`);

async function asks(path = '/demo'): ReturnType<Shop['visitor']> {
  const visitor = await shop.visitor(path);
  await visitor.open();
  await visitor.chooses('Yes, please');
  return visitor;
}

async function leaves(agent: AgentAtInbox): Promise<void> {
  await agent.page.context().close();
}

test.each(faces)('every state of the inbox can be seen and read, %s on a %s', async (theme, size) => {
  const face = `${theme}-${size}`;
  const signIn = await shop.page('/inbox/', { theme, size });
  await signIn.getByLabel('E-mail').fill('nobody@example.com');
  await signIn.getByLabel('Password').fill('not the password');
  await signIn.getByRole('button', { name: 'Sign in' }).click();
  await signIn.getByRole('alert').filter({ hasText: 'wrong' }).waitFor();
  await looksRight(signIn, `sign-in-${face}`);
  await signIn.context().close();

  const ann = await shop.agent('Ann', { theme, size });
  const { page } = ann;
  await looksRight(page, `list-${face}`);
  for (const tab of ['Past', 'Missed']) {
    await page.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
    await looksRight(page, `${tab.toLowerCase()}-${face}`);
  }
  await page.getByRole('tab', { name: /^Active/ }).click();

  const vera = await asks();
  await ann.offer.waitFor();
  await looksRight(page, `offer-${face}`);
  const paul = await asks();
  await ann.offer.getByText('2 waiting').waitFor();
  await looksRight(page, `offers-${face}`);
  await ann.accepts();
  await ann.declines();
  await ann.offer.waitFor({ state: 'hidden' });

  await vera.says('Which machine is good for an office of forty?');
  await ann.sees('Which machine is good for an office of forty?');
  await ann.says('The Duett. It makes two hundred cups an hour.');
  const typing = page.getByText(/is typing$/).first();
  await seenWhile(typing, () => vera.composer.pressSequentially('.', { delay: 300 }));
  await looksRight(page, `chat-${face}`);
  if (size === 'phone') {
    await page.getByRole('button', { name: 'About the visitor' }).click();
    await page.getByText('CRM status').waitFor();
    await looksRight(page, `visitor-${face}`);
    await page.getByRole('button', { name: 'Back to the chat' }).click();
  }
  await page.getByRole('button', { name: 'End chat' }).click();
  await looksRight(page, `end-${face}`);
  await page.getByRole('dialog').getByRole('button', { name: 'End chat' }).click();
  await page.getByText('This chat has ended.').waitFor();
  await looksRight(page, `ended-${face}`);
  await Promise.all([vera, paul].map((visitor) => visitor.page.context().close()));
  await leaves(ann);
});

test('the main job needs no mouse', async () => {
  const ann = await shop.agent('Ann');
  const { keyboard } = ann.page;
  const vera = await asks();
  await ann.offer.waitFor();
  await ann.offer
    .getByRole('button', { name: /^Accept/ })
    .and(ann.page.locator(':focus'))
    .waitFor();
  await keyboard.press('Enter');
  await ann.composer.and(ann.page.locator(':focus')).waitFor();
  await keyboard.type('Hello,');
  await keyboard.press('Shift+Enter');
  await keyboard.type('how can I help?');
  await keyboard.press('Enter');
  await vera.sees('Hello,\nhow can I help?');

  // While something is being written, neither key answers a request.
  await keyboard.type('Just a mom');
  const paul = await asks();
  await ann.offer.waitFor();
  await keyboard.press('Escape');
  await ann.offer.getByRole('button', { name: /^Accept/ }).waitFor();
  expect(await ann.composer.inputValue()).toBe('Just a mom');
  await ann.composer.fill('');
  await ann.offer.getByRole('button', { name: /^Decline/ }).focus();
  await keyboard.press('Escape');
  await ann.offer.waitFor({ state: 'hidden' });
  await Promise.all([vera, paul].map((visitor) => visitor.page.context().close()));
  await leaves(ann);
});

test('a chat that is about to end for lack of messages says so, in the list and in the chat', async () => {
  const ann = await shop.agent('Ann');
  const vera = await asks();
  await ann.accepts();
  await vera.says('One moment, please.');
  await ann.sees('One moment, please.');
  await shop.passTime(545);
  await ann.page.reload();
  await ann.page.getByText('This chat ends soon unless somebody writes.').waitFor();
  await ann.page.getByRole('img', { name: 'About to end for lack of messages' }).first().waitFor();
  await looksRight(ann.page, 'idle-light-desktop');
  await ann.says('Take your time.');
  await ann.page.getByText('This chat ends soon unless somebody writes.').waitFor({ state: 'hidden' });
  await vera.page.context().close();
  await leaves(ann);
});
