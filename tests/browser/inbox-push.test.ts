import type { Page, Worker } from 'playwright-core';
import { violationsOf } from '../support/browser';
import { PushService, type Subscription } from '../support/push-service';
import { openShop, type Shop } from '../support/shop';

let shop: Shop;
let service: PushService;
beforeAll(async () => {
  [shop, service] = await Promise.all([openShop(), PushService.start()]);
});
afterAll(async () => {
  await shop.close();
  await service.close();
});

/** No push service can be reached from here, so the browser's own subscription is one at the service of this test. */
async function subscribesHere(page: Page, subscription: Subscription): Promise<void> {
  await page.evaluate(({ endpoint, p256dh, auth }) => {
    let present: object | null = null;
    const made = (key: Uint8Array): object => ({
      endpoint,
      options: { applicationServerKey: key.buffer },
      toJSON: () => ({ endpoint, keys: { p256dh, auth } }),
      unsubscribe: () => {
        present = null;
        return Promise.resolve(true);
      },
    });
    const { PushManager } = globalThis as unknown as { PushManager: { prototype: object } };
    Object.assign(PushManager.prototype, {
      getSubscription: () => Promise.resolve(present),
      subscribe: ({ applicationServerKey }: { applicationServerKey: Uint8Array }) =>
        Promise.resolve((present = made(applicationServerKey))),
    });
  }, subscription);
}

/** The agent said yes to the browser's question; a headless one tells pages that nobody ever does. */
async function allows(page: Page): Promise<void> {
  await page.context().grantPermissions(['notifications'], { origin: shop.url });
  await page.evaluate(() => {
    const { Notification } = globalThis as unknown as { readonly Notification: object };
    Object.defineProperty(Notification, 'permission', { get: () => 'granted' });
  });
}

interface Shown {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
  close(): void;
}
interface WorkerScope {
  readonly registration: object;
  readonly clients: object;
  readonly shown: Shown[];
  readonly opened: string[];
  dispatchEvent(event: Event): boolean;
}

/** A headless browser shows no notices and lets nobody click on one: it writes down what it is told. */
function notesDown(worker: Worker): Promise<void> {
  return worker.evaluate(() => {
    const scope = globalThis as unknown as WorkerScope;
    const [shown, opened]: [Shown[], string[]] = [[], []];
    Object.assign(scope, { shown, opened });
    Object.assign(scope.registration, {
      showNotification: (title: string, { body, tag }: Shown) =>
        Promise.resolve(void shown.push({ title, body, tag, close: () => void shown.pop() })),
    });
    Object.assign(scope.clients, { openWindow: (url: string) => Promise.resolve(void opened.push(url)) });
  });
}

/** As the browser hands it on, decrypted; or a click on the newest notice. */
const happens = (worker: Worker, type: 'push' | 'notificationclick', message: object): Promise<void> =>
  worker.evaluate(
    async ([name, told]) => {
      const scope = globalThis as unknown as WorkerScope;
      const work: Promise<unknown>[] = [];
      const event = Object.assign(new Event(name), {
        data: { json: () => told },
        notification: scope.shown.at(-1),
        waitUntil: (one: Promise<unknown>) => void work.push(one),
      });
      scope.dispatchEvent(event);
      await Promise.all(work);
    },
    [type, message] as const,
  );

const told = (worker: Worker): Promise<{ readonly shown: readonly Shown[]; readonly opened: readonly string[] }> =>
  worker.evaluate(() => {
    const { shown, opened } = globalThis as unknown as WorkerScope;
    return { shown: shown.map(({ title, body, tag }) => ({ title, body, tag }) as Shown), opened };
  });

test('an agent who closed the inbox is woken for a chat, and a click on the notice opens the inbox', async () => {
  const ann = await shop.agent('Ann');
  const context = ann.page.context();
  await allows(ann.page);
  await subscribesHere(ann.page, service.subscribe('ann'));
  const starting = context.waitForEvent('serviceworker');
  await ann.page.getByRole('button', { name: /^Your account/ }).click();
  const name = 'Ring when the inbox is closed';
  await ann.page.getByRole('switch', { name, checked: false }).click();
  const worker = await starting;
  await ann.page.getByRole('switch', { name, checked: true }).click();
  await ann.page.getByRole('switch', { name, checked: false }).click();
  await ann.page.getByRole('switch', { name, checked: true }).waitFor();
  expect({ violations: await violationsOf(ann.page) }).toEqual({ violations: [] });
  expect(worker.url()).toBe(`${shop.url}/inbox/push-worker.js`);

  await ann.page.goto('about:blank');
  await shop.passTime(60);
  const vera = await shop.visitor('/demo');
  await vera.open();
  await vera.chooses('Yes, please');
  await service.hasPushed(1);
  const [pushed] = service.pushed;
  expect(pushed?.message).toMatchObject({ type: 'OFFER', offer: { kind: 'REQUEST' } });

  await notesDown(worker);
  await happens(worker, 'push', pushed?.message ?? {});
  expect((await told(worker)).shown).toMatchObject([
    { title: 'Chat request', body: expect.stringContaining('is waiting'), tag: expect.stringMatching(/^offer ./) },
  ]);
  await happens(worker, 'notificationclick', {});
  expect(await told(worker)).toEqual({ shown: [], opened: [`${shop.url}/inbox/`] });

  await happens(worker, 'push', { type: 'OFFER', offer: { ...pushed?.message, expiresAt: '2020-01-01T00:00:00Z' } });
  expect((await told(worker)).shown).toMatchObject([{ body: expect.stringContaining('has gone on') }]);
});
