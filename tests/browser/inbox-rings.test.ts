import type { Page } from 'playwright-core';
import type { AgentAtInbox } from '../support/people';
import { openShop, type Shop } from '../support/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

interface Ears {
  /** How loud each tone was that was started. */
  readonly tones: number[];
  readonly notices: { readonly title: string; readonly body: string; click(): void }[];
  looksAtIt: boolean;
  broughtToFront: number;
}

interface Heard {
  readonly ears: Ears;
}

/** The page's loudspeaker and notifications write down what they are told: a headless browser has neither. */
function listenIn(): void {
  const ears: Ears = { tones: [], notices: [], looksAtIt: true, broughtToFront: 0 };
  const loudness: number[] = [];
  const node = {
    connect: (next: unknown) => next,
    gain: {
      setValueAtTime: () => undefined,
      linearRampToValueAtTime: (value: number) => void loudness.push(value),
      exponentialRampToValueAtTime: () => undefined,
    },
    stop: () => undefined,
  };
  class Speaker {
    readonly state = 'running';
    readonly currentTime = 0;
    readonly destination = node;
    readonly resume = (): Promise<void> => Promise.resolve();
    readonly createGain = (): object => node;
    readonly createOscillator = (): object => ({
      ...node,
      frequency: {},
      start: () => ears.tones.push(loudness.at(-1) ?? 0),
    });
  }
  class Notice {
    static readonly permission = 'granted';
    onclick: (() => void) | null = null;
    constructor(title: string, { body }: { readonly body: string }) {
      ears.notices.push({ title, body, click: () => this.onclick?.() });
    }
    readonly close = (): void => undefined;
  }
  Object.assign(globalThis, {
    ears,
    AudioContext: Speaker,
    Notification: Notice,
    focus: () => (ears.broughtToFront += 1),
  });
  (globalThis as unknown as { document: { hasFocus: () => boolean } }).document.hasFocus = () => ears.looksAtIt;
}

async function annWithEars(): Promise<AgentAtInbox> {
  const ann = await shop.agent('Ann');
  await ann.page.addInitScript(listenIn);
  await ann.page.reload();
  await ann.page.getByText('You will ring').waitFor();
  // Browsers are silent until the page is touched.
  await ann.page.keyboard.press('Shift');
  return ann;
}

const ears = (page: Page): Promise<Ears> => page.evaluate(() => (globalThis as unknown as Heard).ears);

test('a request rings at once, then softly every five seconds, and is silent once it is answered', async () => {
  const ann = await annWithEars();
  const vera = await shop.visitor('/demo');
  await vera.open();
  await vera.chooses('Yes, please');
  await ann.offer.getByText('Visitor from Malmö').waitFor();
  await ann.page.waitForFunction(() => (globalThis as unknown as Heard).ears.tones.length >= 4);
  const { tones } = await ears(ann.page);
  expect(tones[0]).toBe(tones[1]);
  expect(tones[2]).toBe(tones[3]);
  expect(tones[2]).toBeLessThan((tones[0] ?? 0) / 2);
  await ann.accepts();
  const answered = (await ears(ann.page)).tones.length;
  await vera.says('Hello?');
  await ann.sees('Hello?');
  expect((await ears(ann.page)).tones).toHaveLength(answered);
  await ann.page.context().close();
  await vera.page.context().close();
});

test('behind other windows the browser tells of it, and a click brings the inbox to the front', async () => {
  const ann = await annWithEars();
  await ann.page.evaluate(() => ((globalThis as unknown as Heard).ears.looksAtIt = false));
  const vera = await shop.visitor('/demo');
  await vera.open();
  await vera.chooses('Yes, please');
  await ann.offer.waitFor();
  const { notices } = await ears(ann.page);
  expect(notices.map(({ title }) => title)).toEqual(['Chat request']);
  await ann.page.evaluate(() => (globalThis as unknown as Heard).ears.notices[0]?.click());
  expect((await ears(ann.page)).broughtToFront).toBe(1);
  await ann.accepts();
  await ann.page.goto(`${shop.url}/inbox/#/`);
  await vera.says('Are you there?');
  await ann.page.waitForFunction(() => (globalThis as unknown as Heard).ears.notices.length === 2);
  await ann.page.evaluate(() => (globalThis as unknown as Heard).ears.notices[1]?.click());
  await ann.sees('Are you there?');
  await ann.page.context().close();
  await vera.page.context().close();
});
