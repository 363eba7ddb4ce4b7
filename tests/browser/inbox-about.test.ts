/** What an agent reads and does beside the talk: who the person is, goals and score, documents, meetings. */
import type { Locator } from 'playwright-core';
import { faces, pageLooksRight } from '../support/browser';
import type { AgentAtInbox, VisitorOnPage } from '../support/people';
import { openShop, type Shop } from '../support/shop';
import { type ShopStaff, staffOf } from '../support/shop-staff';

let shop: Shop;
let staff: ShopStaff;
beforeAll(async () => {
  shop = await openShop();
  staff = await staffOf(shop);
  await staff.publishes({
    key: 'about',
    kind: 'FLOW',
    cards: [
      { key: 'name', infoCapture: { text: 'Name?', attribute: 'firstName', next: 'mail' } },
      { key: 'mail', infoCapture: { text: 'Mail?', attribute: 'email', next: 'milk' } },
      { key: 'milk', infoCapture: { text: 'Milk?', attribute: 'drinksMilk', next: 'from' } },
      { key: 'from', infoCapture: { text: 'From?', attribute: 'deliveryWish', next: 'paper' } },
      {
        key: 'paper',
        document: {
          text: 'Read this.',
          title: 'Choosing a machine',
          url: '/demo/papers/choosing-a-machine.pdf',
          next: 'won',
        },
      },
      { key: 'won', goal: { name: 'Told us everything', score: 2, next: 'meet' } },
      {
        key: 'meet',
        meeting: {
          text: 'When?',
          routing: { strategy: 'AGENT', agent: 'ann@demo.example' },
          next: 'chat',
          otherwise: 'chat',
        },
      },
      { key: 'chat', liveChat: { routing: { strategy: 'ROUND_ROBIN' } } },
    ],
  });
});
afterAll(() => shop.close());

async function tellsEverything(email: string): Promise<VisitorOnPage> {
  const vera = await shop.visitor('/demo');
  const { panel } = vera;
  await vera.launcher.waitFor();
  await vera.startsFlow('about');
  await vera.fillsIn('Your answer', 'Vera');
  await vera.fillsIn('Your e-mail address', email);
  await vera.chooses('Yes');
  await vera.fillsIn('Date and time', '2030-04-01T08:00');
  await panel
    .getByRole('group', { name: /^Times on/ })
    .getByRole('button')
    .first()
    .click();
  await panel.getByRole('button', { name: 'Book this time' }).click();
  return vera;
}

async function onAList(email: string): Promise<void> {
  const name = `Coffee lovers ${email}`;
  const create = `mutation ($name: String!) { personListCreate(input: { name: $name }) { personList { id } } }`;
  const { personListCreate } = (await staff.data(create, { name })) as {
    personListCreate: { personList: { id: string } };
  };
  const add = `mutation ($input: PersonListMembersAddInput!) {
    personListMembersAdd(input: $input) { userErrors { message } } }`;
  const input = { personListId: personListCreate.personList.id, members: [{ email }] };
  expect(await staff.data(add, { input })).toEqual({ personListMembersAdd: { userErrors: [] } });
}

async function looksRight(ann: AgentAtInbox, about: Locator, name: string): Promise<void> {
  await pageLooksRight(ann.page, `about-${name}`);
  expect(await about.evaluate((pane) => (pane as unknown as { scrollWidth: number }).scrollWidth)).toBeLessThanOrEqual(
    await about.evaluate((pane) => (pane as unknown as { clientWidth: number }).clientWidth),
  );
}

test.each(faces)(
  'what is known beside the talk is told, and what is to do about it, %s on a %s',
  async (theme, size) => {
    const face = `${theme}-${size}`;
    const email = `vera-${face}@example.com`;
    await onAList(email);
    const ann = await shop.agent('Ann', { theme, size });
    const vera = await tellsEverything(email);
    await ann.accepts();
    if (size === 'phone') await ann.page.getByRole('button', { name: 'About the visitor' }).click();
    const about = ann.page.getByRole('region', { name: 'About the visitor' });
    await about.getByText('Told us everything').waitFor();

    const facts = about.locator('.fact');
    await facts.filter({ hasText: 'Yes' }).waitFor();
    await facts.filter({ hasText: '1 April 2030, 08:00' }).waitFor();
    await facts.filter({ hasText: `Coffee lovers ${email}` }).waitFor();
    await about.getByText('Not opened').waitFor();
    await about.getByText('Told us everything').scrollIntoViewIfNeeded();
    await looksRight(ann, about, `told-${face}`);

    const score = about.getByRole('group', { name: 'Score' });
    await score.locator('[aria-pressed=true]').getByText('2').waitFor();
    await score.getByRole('button', { name: '3' }).click();
    await score.locator('[aria-pressed=true]').getByText('3').waitFor();

    // What the visitor does meanwhile comes by itself.
    await vera.panel.getByRole('button', { name: /^Choosing a machine/ }).click();
    await about.getByText('Opened', { exact: false }).first().waitFor();

    await about.getByRole('button', { name: 'Move', exact: true }).click();
    const moving = about.getByRole('group', { name: 'Move the meeting' });
    await moving.locator('.times button').first().waitFor();
    await moving.scrollIntoViewIfNeeded();
    await looksRight(ann, about, `moving-${face}`);
    await moving.locator('.times button').last().click();
    await about.getByText(/^Moved · With/).waitFor();
    await about.getByRole('button', { name: 'Cancel meeting' }).click();
    await looksRight(ann, about, `cancelling-${face}`);
    await about.getByRole('button', { name: 'Cancel meeting' }).click();
    await about.getByText(/^Cancelled · With/).waitFor();
    expect(await about.getByRole('button', { name: 'Move', exact: true }).count()).toBe(0);

    if (size === 'phone') await ann.page.getByRole('button', { name: 'Back to the chat' }).click();
    await ann.page.getByRole('button', { name: 'End chat' }).click();
    await ann.page.getByRole('dialog').getByRole('button', { name: 'End chat' }).click();
    await ann.page.getByText('This chat has ended.').waitFor();
    if (size === 'phone') await ann.page.getByRole('button', { name: 'About the visitor' }).click();
    await about.getByText('3 of 3').waitFor();
    await looksRight(ann, about, `ended-${face}`);
    await vera.page.context().close();
    await ann.page.context().close();
  },
);

test('no page complained of anything', () => {
  expect(shop.browser.complaints()).toEqual([]);
});
