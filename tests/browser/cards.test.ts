/** The guided tour of the demo: every kind of card there is, one after another, as visitors meet them. */
import { faces, pageLooksRight } from '../support/browser';
import type { VisitorOnPage } from '../support/people';
import { openShop, type Shop } from '../support/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const looksRight = ({ page }: VisitorOnPage, name: string) => pageLooksRight(page, `cards-${name}`);

test.each(faces)('the tour plays every card, %s on a %s', async (theme, size) => {
  const face = `${theme}-${size}`;
  const vera = await shop.visitor('/demo/tour', { theme, size });
  const { panel, page } = vera;
  // Only the entry card stands beside the closed widget.
  await page.getByRole('button', { name: /^Hej! I show you round/ }).waitFor();
  await looksRight(vera, `tour-page-${face}`);

  await vera.open();
  await panel.getByRole('log').getByRole('listitem').getByText('three minutes').waitFor();
  expect(await panel.locator('.rich ul li').allInnerTexts()).toEqual([
    'a few questions, none of them hard',
    'something to read',
    'a person, if you like ☕',
  ]);
  await looksRight(vera, `rich-${face}`);

  await vera.chooses('A machine for work');
  await panel.locator('.dots').waitFor();
  await looksRight(vera, `delay-${face}`);

  await vera.sees('A good reason. What may I call you?');
  expect(await panel.getByLabel('Your answer').getAttribute('placeholder')).toBe('Your first name');
  await vera.fillsIn('Your answer', 'Vera');
  await vera.sees('Nice to meet you, Vera. Where can we write to?');
  await vera.fillsIn('Your e-mail address', 'nowhere');
  await panel.getByText('The roaster cannot find that address. It should look like name@company.com.').waitFor();
  await looksRight(vera, `invalid-${face}`);
  await vera.fillsIn('Your e-mail address', `vera-${face}@example.com`);
  await vera.fillsIn('Your phone number', '+46 40 555 01 42');
  await vera.fillsIn('A number', '120');
  await vera.sees('Does anybody take milk?');
  await looksRight(vera, `yes-no-${face}`);
  await vera.chooses('Yes');
  await vera.sees('What kind of place do you work at?');
  await looksRight(vera, `list-${face}`);
  await panel.getByLabel('Your choice').selectOption('Harbour');
  await panel.getByRole('button', { name: 'Continue' }).click();

  await panel.getByText('Times are in the zone Europe/Stockholm.').waitFor();
  // The clocks go forward that night: there is no half past two.
  await vera.fillsIn('Date and time', '2030-03-31T02:30');
  await panel.getByText('The clocks go forward then and skip this time. Choose another one.').waitFor();
  await looksRight(vera, `date-${face}`);
  await vera.fillsIn('Date and time', '2030-04-01T08:00');
  await panel.getByText('Monday 1 April').first().waitFor();
  expect(await vera.messages()).toEqual(expect.arrayContaining(['Yes', 'Harbour']));

  await vera.sees('That is a crowd. You want the Quay Two, which makes two at a time.');
  await panel.getByRole('button', { name: /^Choosing a machine/ }).waitFor();
  await vera.sees('We post a taste box with four small bags. Which roast should be on top?');
  await looksRight(vera, `document-${face}`);
  await vera.chooses('Medium: Havsö No. 3');
  await vera.fillsIn('Your answer', 'Lund');
  await vera.sees('Noted. The van leaves for Lund on Thursday.');

  await panel.getByRole('group', { name: 'Day', exact: true }).waitFor();
  await looksRight(vera, `times-${face}`);
  const time = panel
    .getByRole('group', { name: /^Times on/ })
    .getByRole('button')
    .first();
  await time.click();
  await panel.getByRole('button', { name: 'Book this time' }).waitFor();
  await looksRight(vera, `booking-${face}`);
  await panel.getByRole('button', { name: 'Book this time' }).click();
  await panel.getByRole('region', { name: 'Your meeting' }).waitFor();
  await panel.getByText(/brings the machine and the cups\.$/).waitFor();
  await looksRight(vera, `meeting-${face}`);
  await panel.getByRole('button', { name: /^Your meeting/ }).click();
  await panel.getByText(`The invitation went to vera-${face}@example.com.`).waitFor();
  await looksRight(vera, `meeting-open-${face}`);
  await panel.getByRole('button', { name: /^Your meeting/ }).click();

  await vera.chooses('Yes, somebody real');
  await panel.getByText('Everybody is at the roaster just now.', { exact: false }).first().waitFor();
  await vera.readsStanding('Nobody was free just now');
  await panel.getByRole('group', { name: 'Day', exact: true }).waitFor();
  await looksRight(vera, `fallback-booking-${face}`);
  await vera.chooses('No, thanks');
  await panel.getByRole('button', { name: 'Start a new chat' }).waitFor();
  await page.context().close();
});

/** What a server of somebody else might send: nothing of it may come to life. */
const hostile =
  '<p>Plain <b onclick="document.title=1">bold</b><img src=x onerror="document.title=2"><script>document.title=3</script>' +
  '<a href="javascript:document.title=4">go</a> <a href="https://havso.example/&quot;x">there</a><style>*{display:none}</style>' +
  '<svg onload="document.title=5"></svg>&lt;i&gt; 1 < 2</p>' +
  '<ul>'.repeat(2_000);

test('rich text is shown as what it may be, whatever a server sends', async () => {
  const vera = await shop.visitor('/demo');
  await vera.page.route('**/graphql', async (route) => {
    const response = await route.fetch();
    const text = (await response.text()).replace('"html":null', `"html":${JSON.stringify(hostile)}`);
    await route.fulfill({ response, body: text });
  });
  await vera.page.reload();
  await vera.open();
  const bubble = vera.panel.locator('.rich').first();
  await bubble.getByText('bold').waitFor();
  expect(
    await bubble.locator('*').evaluateAll((elements) => {
      const all = elements as unknown as readonly { localName: string; getAttributeNames(): string[] }[];
      return [...new Set(all.flatMap(({ localName }) => localName))].toSorted();
    }),
  ).toEqual(['a', 'b', 'p', 'span', 'ul']);
  expect(await bubble.locator('[onclick], [onerror], [onload]').count()).toBe(0);
  expect(
    await bubble
      .getByRole('link')
      .evaluateAll((links) => (links as unknown as readonly { href: string }[]).map(({ href }) => href)),
  ).toEqual(['https://havso.example/%22x']);
  expect(await bubble.innerText()).toContain('<i> 1 < 2');
  expect(await vera.page.title()).toContain('Havsö');
  expect(await bubble.locator('ul').count()).toBeLessThan(30);
});

test('no page complained of anything', () => {
  expect(shop.browser.complaints()).toEqual([]);
});
