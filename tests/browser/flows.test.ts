/** Flows that a page starts, in the corner and inside the page. */
import { faces, pageLooksRight } from '../support/browser';
import type { VisitorOnPage } from '../support/people';
import { openShop, type Shop } from '../support/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const looksRight = ({ page }: VisitorOnPage, name: string) => pageLooksRight(page, `flows-${name}`);

test.each(faces)('a flow stands inside the page, as often as one likes, %s on a %s', async (theme, size) => {
  const vera = await shop.visitor('/demo/tour', { theme, size });
  const place = vera.page.locator('#price-check');
  await vera.launcher.waitFor();
  await vera.page.getByRole('button', { name: 'Check the price' }).click();
  const field = place.getByLabel('A number');
  await field.fill('many');
  await field.press('Enter');
  await place.getByText('A figure is enough, like 40. Nobody counts along.').waitFor();
  await place.scrollIntoViewIfNeeded();
  await looksRight(vera, `inline-${theme}-${size}`);
  await field.fill('120');
  await field.press('Enter');
  await place.getByText('so that nobody queues at nine.', { exact: false }).waitFor();
  expect(await place.getByRole('link', { name: 'what it can do' }).getAttribute('href')).toBe(
    'https://havso.example/quay-two',
  );
  await looksRight(vera, `inline-ended-${theme}-${size}`);
  // It neither closes nor covers anything: the corner is as it was.
  expect(await place.getByRole('button', { name: 'Close the chat' }).count()).toBe(0);
  expect(await vera.panel.isVisible()).toBe(false);

  await place.getByRole('button', { name: 'Start a new chat' }).click();
  await place.getByLabel('A number').fill('12');
  await place.getByLabel('A number').press('Enter');
  await place.getByText('it hums rather than roars.', { exact: false }).waitFor();
  await vera.page.context().close();
});

test('a button opens a flow in the corner, and again when it has ended', async () => {
  const vera = await shop.visitor('/demo/tour');
  await vera.launcher.waitFor();
  const order = vera.page.getByRole('button', { name: 'Order a taste box' });
  for (const town of ['Lund', 'Ystad']) {
    await order.click();
    await vera.chooses('Dark: Nordkap');
    await vera.fillsIn('Your answer', town);
    await vera.sees(`Noted. The van leaves for ${town} on Thursday.`);
    await vera.panel.getByRole('button', { name: 'Start a new chat' }).waitFor();
  }
});

test('a form brings along what it was told, and no more', async () => {
  const vera = await shop.visitor('/demo/tour');
  await vera.launcher.waitFor();
  await vera.page.getByLabel('First name').fill('Vera');
  await vera.page.getByLabel('Phone number').fill('+46 40 555 01 42');
  await vera.page.getByRole('button', { name: 'Ring me' }).click();
  await vera.sees('Thank you, Vera. When shall we ring +46 40 555 01 42?');
  await vera.chooses('After lunch');
  await vera.sees('We ring. If you miss us, we try once more the day after.');
  expect(vera.page.url()).toBe(`${shop.url}/demo/tour`);
});

test('a page may start a flow itself, and is told why it could not', async () => {
  const vera = await shop.visitor('/demo');
  await vera.launcher.waitFor();
  const warnings: string[] = [];
  vera.page.on('console', (message) => warnings.push(message.text()));
  expect(await vera.startsFlow('call-back', { attributes: { firstName: 'Vera', phone: '+46 40 555 01 42' } })).toBe(
    true,
  );
  await vera.sees('Thank you, Vera. When shall we ring +46 40 555 01 42?');

  expect(await vera.startsFlow('nothing-of-the-kind', {})).toBe(false);
  expect(await vera.startsFlow('call-back', { attributes: { shoeSize: 41 } })).toBe(false);
  expect(await vera.startsFlow('call-back', { delivery: 'inline', target: '#nowhere' })).toBe(false);
  expect(warnings.filter((text) => text.startsWith('Parley: '))).toHaveLength(3);
});

test('who talks to somebody does not lose them to a button', async () => {
  const ann = await shop.agent('Ann');
  const vera = await shop.visitor('/demo');
  await vera.open();
  await vera.chooses('Yes, please');
  await ann.accepts();
  await vera.readsStanding('Ann Andersson joined');
  await vera.page.goto(`${shop.url}/demo/tour`);
  await vera.readsStanding('Ann Andersson joined');
  await vera.page.getByRole('button', { name: 'Order a taste box' }).click();
  expect(await vera.startsFlow('taste-box')).toBe(false);
  await vera.readsStanding('Ann Andersson joined');
  await vera.says('Still there?');
  await ann.sees('Still there?');
});

test('no page complained of anything', () => {
  expect(shop.browser.complaints()).toEqual([]);
});
