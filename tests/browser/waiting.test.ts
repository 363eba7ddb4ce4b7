import { faces, pageLooksRight, type Size, type Theme } from '../support/browser';
import type { VisitorOnPage } from '../support/people';
import { openShop, type Shop } from '../support/shop';
import { type ShopStaff, staffOf } from '../support/shop-staff';

let shop: Shop;
let staff: ShopStaff;
beforeAll(async () => {
  shop = await openShop();
  staff = await staffOf(shop);
  const ask = (next: string) => ({
    key: 'ask',
    question: { text: 'Shall somebody help you?', responses: [{ label: 'Yes, please', next }] },
  });
  const routing = { strategy: 'ROUND_ROBIN' };
  const queue = { maxLength: 20, maxWaitSeconds: 900 };
  const sorry = 'Everybody is busy just now. Leave us a line and we will write to you.';
  await staff.publishes({
    key: 'help',
    kind: 'FLOW',
    cards: [ask('chat'), { key: 'chat', liveChat: { routing, queue, leaveMessage: true, fallbackMessage: sorry } }],
  });
  await staff.publishes({
    key: 'line',
    kind: 'FLOW',
    cards: [ask('chat'), { key: 'chat', liveChat: { routing, leaveMessage: true, fallbackMessage: sorry } }],
  });
});
afterAll(() => shop.close());

async function asks(key: string, theme: Theme = 'light', size: Size = 'desktop'): Promise<VisitorOnPage> {
  const vera = await shop.visitor('/demo', { theme, size });
  await vera.launcher.waitFor();
  await vera.startsFlow(key);
  await vera.chooses('Yes, please');
  return vera;
}

const looksRight = ({ page }: VisitorOnPage, name: string) => pageLooksRight(page, `waiting-${name}`);

const question = ({ panel }: VisitorOnPage) => panel.getByRole('group', { name: /^Stop waiting\?/ });

/** Not by a slip of the finger: it is asked once more. */
async function stopsWaiting(visitor: VisitorOnPage): Promise<void> {
  await visitor.panel.getByRole('button', { name: 'Stop waiting' }).click();
  await question(visitor).getByRole('button', { name: 'Stop waiting' }).click();
}

const leaves = ({ page }: VisitorOnPage): Promise<void> => page.context().close();

test.each(faces)('a place in the queue, and a message instead, %s on a %s', async (theme, size) => {
  const face = `${theme}-${size}`;
  const first = await asks('help');
  await first.readsStanding('You are next');
  const vera = await asks('help', theme, size);
  await vera.readsStanding('You are number 2 in the queue');
  await looksRight(vera, `second-${face}`);
  await vera.panel.getByRole('button', { name: 'Stop waiting' }).click();
  await looksRight(vera, `stop-${face}`);
  await question(vera).getByRole('button', { name: 'Keep waiting' }).click();
  await question(vera).waitFor({ state: 'hidden' });
  await vera.says('It is about an order of last week.');
  await vera.sees('It is about an order of last week.');

  await stopsWaiting(first);
  await first.readsStanding('This chat has ended');
  await vera.readsStanding('You are next');

  await vera.composer.fill('Call me, please');
  await vera.panel.getByRole('button', { name: 'Leave a message instead' }).click();
  const message = vera.panel.getByRole('textbox', { name: 'Your message' });
  expect(await message.inputValue()).toBe('Call me, please');
  expect(await vera.composer.count()).toBe(0);
  await looksRight(vera, `form-${face}`);
  await vera.panel.getByRole('button', { name: 'Send the message' }).click();
  await vera.panel.getByText('Write an e-mail address that we can answer to.').waitFor();
  await looksRight(vera, `form-error-${face}`);
  await vera.panel.getByRole('textbox', { name: 'Your name (optional)' }).fill('Vera Vik');
  await vera.panel.getByRole('textbox', { name: 'Your e-mail address' }).fill('vera@example.com');
  await vera.panel.getByRole('button', { name: 'Send the message' }).click();
  await vera.sees('Call me, please');
  await vera.sees('Thank you. We have your message and will write to you.');
  await vera.panel.getByRole('button', { name: 'Start a new chat' }).waitFor();
  await looksRight(vera, `left-${face}`);
  await Promise.all([leaves(first), leaves(vera)]);
});

test.each(faces)('where nobody took the chat a message can be left, or not, %s on a %s', async (theme, size) => {
  const vera = await asks('line', theme, size);
  await vera.sees('Everybody is busy just now. Leave us a line and we will write to you.');
  await vera.panel.getByRole('textbox', { name: 'Your message' }).waitFor();
  await looksRight(vera, `instead-${theme}-${size}`);
  await vera.chooses('No, thanks');
  await vera.panel.getByRole('button', { name: 'Start a new chat' }).waitFor();
  await leaves(vera);
});

test('whoever reads only what is said aloud is told the place, and works with the keyboard alone', async () => {
  const vera = await asks('help');
  const standing = vera.panel.locator('.standing[role=status]');
  await standing.getByText('You are next').waitFor();
  const leave = vera.panel.getByRole('button', { name: 'Leave a message instead' });
  await leave.focus();
  await vera.page.keyboard.press('Enter');
  await vera.page.keyboard.type('By keyboard');
  expect(await vera.panel.getByRole('textbox', { name: 'Your message' }).inputValue()).toBe('By keyboard');
  await vera.panel.getByRole('button', { name: 'Keep waiting' }).press('Enter');
  expect(await vera.composer.inputValue()).toBe('By keyboard');
  // A tab that is closed waits on: the next visitor shall be the first.
  await vera.panel.getByRole('button', { name: 'Stop waiting' }).press('Enter');
  await question(vera).getByRole('button', { name: 'Keep waiting' }).and(vera.page.locator(':focus')).waitFor();
  await vera.page.keyboard.press('Escape');
  await vera.panel.getByRole('button', { name: 'Stop waiting' }).and(vera.page.locator(':focus')).waitFor();
  await vera.readsStanding('You are next');
  await vera.page.keyboard.press('Enter');
  await vera.page.keyboard.press('Tab');
  await vera.page.keyboard.press('Enter');
  await vera.readsStanding('This chat has ended');
  await leaves(vera);
});

test('somebody comes while a message is being written: it is said in the chat', async () => {
  const vera = await asks('help');
  await vera.readsStanding('You are next');
  await vera.panel.getByRole('button', { name: 'Leave a message instead' }).click();
  await vera.panel.getByRole('textbox', { name: 'Your message' }).fill('I have been waiting');
  const ann = await shop.agent('Ann');
  await ann.accepts();
  await vera.readsStanding(/joined$/);
  expect(await vera.composer.inputValue()).toBe('I have been waiting');
  await vera.composer.press('Enter');
  await ann.sees('I have been waiting');
  await endsChat(vera);
  await ann.page.context().close();
});

/** As many chats at once, and not one more. */
async function annTakes(capacity: number): Promise<void> {
  const { agents } = await staff.data('{ agents { nodes { id name } } }');
  const { nodes } = agents as { readonly nodes: readonly { readonly id: string; readonly name: string }[] };
  const agentId = nodes.find(({ name }) => name.startsWith('Ann'))?.id;
  const update = 'mutation ($input: AgentUpdateInput!) { agentUpdate(input: $input) { userErrors { message } } }';
  expect(await staff.data(update, { input: { agentId, capacity } })).toEqual({ agentUpdate: { userErrors: [] } });
}

async function endsChat(visitor: VisitorOnPage): Promise<void> {
  for (const name of ['More', 'End this chat', 'End it']) await visitor.panel.getByRole('button', { name }).click();
  await visitor.readsStanding('This chat has ended');
  await leaves(visitor);
}

test.each(faces)('how long it may take, and when it is the turn, %s on a %s', async (theme, size) => {
  const face = `${theme}-${size}`;
  await annTakes(2);
  const ann = await shop.agent('Ann');
  const [one, two] = [await asks('help'), await asks('help')];
  await ann.accepts();
  await one.readsStanding(/joined$/);
  await ann.accepts();
  await two.readsStanding(/joined$/);
  const vera = await asks('help', theme, size);
  await vera.readsStanding('You are next');
  await looksRight(vera, `estimate-${face}`);
  await vera.panel.getByRole('button', { name: 'Leave a message instead' }).click();
  await endsChat(one);
  await vera.readsStanding('Finding somebody');
  await vera.panel.getByRole('textbox', { name: 'Your e-mail address' }).waitFor();
  await vera.panel.getByRole('button', { name: 'Keep waiting' }).click();
  await looksRight(vera, `turn-${face}`);
  await ann.declines();
  await vera.readsStanding('You are next');
  await stopsWaiting(vera);
  await vera.readsStanding('This chat has ended');
  await endsChat(two);
  await Promise.all([leaves(vera), ann.page.context().close()]);
});

test('no page complained of anything', () => {
  expect(shop.browser.complaints()).toEqual([]);
});
