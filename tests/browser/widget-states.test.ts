import { faces, pageLooksRight } from '../support/browser';
import { seenWhile, type VisitorOnPage } from '../support/people';
import { openShop, type Shop } from '../support/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const looksRight = ({ page }: VisitorOnPage, name: string) => pageLooksRight(page, `widget-${name}`);

test.each(faces)('every page of the shop can be seen and read, %s on a %s', async (theme, size) => {
  for (const page of ['', '/pricing', '/contact', '/docs', '/docs/protocol']) {
    const visitor = await shop.visitor(`/demo${page}`, { theme, size });
    if (!page.startsWith('/docs')) await visitor.launcher.waitFor();
    await looksRight(visitor, `page-${page.slice(1).replace('/', '-') || 'home'}-${theme}-${size}`);
    await visitor.page.context().close();
  }
});

test.each(faces)('the sign-ins of the demo can be seen and copied, %s on a %s', async (theme, size) => {
  const visitor = await shop.visitor('/demo', { theme, size });
  await visitor.page.getByText('Sign-ins').click();
  await visitor.page
    .getByRole('button', { name: /Copy the password/ })
    .first()
    .waitFor();
  await looksRight(visitor, `signins-${theme}-${size}`);
  await visitor.page.context().close();
});

test.each(faces)('every state from the poke to the end can be seen and read, %s on a %s', async (theme, size) => {
  const face = `${theme}-${size}`;
  // Anew for each face: a clock that jumps ten minutes ends the lease that makes her reachable.
  const ann = await shop.agent('Ann');
  const vera = await shop.visitor('/demo/contact', { theme, size });
  await vera.page.getByRole('button', { name: 'Where are you writing from?' }).waitFor();
  await looksRight(vera, `poke-${face}`);
  await vera.open();
  await looksRight(vera, `question-${face}`);
  await vera.chooses('Elsewhere');
  await vera.fillsIn('Your answer', 'Vera');
  await vera.fillsIn('Your e-mail address', 'vera.example.com');
  await vera.panel.getByText('That is not an e-mail address.').waitFor();
  await looksRight(vera, `info-${face}`);
  await vera.fillsIn('Your e-mail address', 'vera@example.com');
  await vera.panel.getByText(/^At most/).waitFor();
  await looksRight(vera, `waiting-${face}`);

  await ann.accepts();
  await vera.says('Which machine suits forty people? https://havso.example/quay-two');
  await ann.says('Quay Two, with the Lighthouse Mill beside it.');
  await vera.sees('Quay Two, with the Lighthouse Mill beside it.');
  const typing = vera.panel.getByText('Ann Andersson is typing');
  await seenWhile(typing, () => ann.composer.pressSequentially('.', { delay: 500 }));
  await looksRight(vera, `chat-${face}`);

  await vera.panel.getByRole('button', { name: 'More' }).click();
  await vera.panel.getByRole('button', { name: 'End this chat' }).click();
  await looksRight(vera, `menu-${face}`);
  await vera.panel.getByRole('button', { name: 'Keep chatting' }).click();
  await vera.page.keyboard.press('Escape');

  await shop.passTime(545);
  await vera.panel
    .getByText(/^This chat ends in 0:/)
    .first()
    .waitFor();
  await looksRight(vera, `idle-${face}`);
  await shop.passTime(60);
  await vera.readsStanding('This chat has ended');
  await looksRight(vera, `ended-${face}`);
  await vera.page.context().close();
  await ann.page.context().close();
});

test('no page complained of anything', () => {
  expect(shop.browser.complaints()).toEqual([]);
});

describe('where nobody is at work', () => {
  let empty: Shop;
  beforeAll(async () => {
    empty = await openShop();
  });
  afterAll(async () => {
    await empty.close();
  });

  test.each(faces)('the fallback is a kind sentence with something to do, %s on a %s', async (theme, size) => {
    const vera = await empty.visitor('/demo', { theme, size });
    await vera.open();
    await vera.chooses('Yes, please');
    await vera.readsStanding('Nobody was free just now');
    await vera.panel.getByRole('button', { name: 'Start a new chat' }).waitFor();
    await looksRight(vera, `fallback-${theme}-${size}`);
  });
});
