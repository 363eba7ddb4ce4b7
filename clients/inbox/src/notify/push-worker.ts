/**
 * Runs without the inbox: shows that a chat is offered, and opens the inbox on a click. It is a bundle of its own and imports
 * nothing. What it is told was encrypted for this browser alone.
 */

interface Happening extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface PushHappening extends Happening {
  readonly data: { json(): unknown } | null;
}
interface ClickHappening extends Happening {
  readonly notification: Notification;
}
interface InboxWindow {
  readonly url: string;
  readonly focused: boolean;
  focus(): Promise<unknown>;
}
/** What of a service worker's own world is used here; the pages' types know nothing of it. */
interface Worker {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: { type: 'window'; includeUncontrolled: true }): Promise<readonly InboxWindow[]>;
    openWindow(url: string): Promise<unknown>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: Happening) => void): void;
  addEventListener(type: 'push', listener: (event: PushHappening) => void): void;
  addEventListener(type: 'notificationclick', listener: (event: ClickHappening) => void): void;
}

interface Offer {
  readonly id: string;
  readonly kind: string;
  readonly visitorName: string | null;
  readonly expiresAt: string;
}

const worker = self as unknown as Worker;

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener('push', (event) => event.waitUntil(show(offerOf(event.data))));
worker.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(openInbox());
});

function offerOf(data: PushHappening['data']): Offer | null {
  try {
    const message = data?.json() as { readonly type?: string; readonly offer?: Offer } | undefined;
    return message?.type === 'OFFER' ? (message.offer ?? null) : null;
  } catch {
    return null;
  }
}

const titles: Readonly<Record<string, string>> = {
  TRANSFER: 'A chat is handed to you',
  INVITE: 'You are asked into a chat',
};

/** Browsers want every message to be seen, so one that comes late is shown as what it is. */
async function show(offer: Offer | null): Promise<void> {
  const windows = await inboxWindows();
  // The inbox is in front and rings by itself.
  if (windows.some(({ focused }) => focused)) return;
  const isOpen = offer !== null && Date.parse(offer.expiresAt) > Date.now();
  const who = offer?.visitorName ?? 'A visitor';
  await worker.registration.showNotification(titles[offer?.kind ?? ''] ?? 'Chat request', {
    body: isOpen ? `${who} is waiting. Open the inbox to answer.` : `${who} was waiting. The request has gone on.`,
    tag: `offer ${offer?.id ?? ''}`,
    requireInteraction: isOpen,
  });
}

async function openInbox(): Promise<void> {
  const [present] = await inboxWindows();
  if (present !== undefined) await present.focus();
  else await worker.clients.openWindow(worker.registration.scope);
}

async function inboxWindows(): Promise<readonly InboxWindow[]> {
  const windows = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  return windows.filter(({ url }) => url.startsWith(worker.registration.scope));
}
