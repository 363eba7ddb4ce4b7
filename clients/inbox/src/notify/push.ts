/** Lets this browser be woken for a chat while the inbox is closed. */
import { refusalOf } from '../../../sdk/answer';
import { PushDocument, PushRegisterDocument, PushUnregisterDocument } from '../../../sdk/generated/graphql';
import type { Parley } from '../../../sdk/parley';
import { readJson, writeJson } from '../../../sdk/storage';
import { browserStorage } from '../session';
import { askForNotifications, notificationRight } from './notifications';

const scope = '/inbox/';
const workerUrl = `${scope}push-worker.js`;
/** Whether the agent wants it here: a browser may renew its subscription, and nobody must ask for that again. */
const wantedKey = 'parley.inbox.push';

export function canBeWoken(): boolean {
  return 'serviceWorker' in navigator && 'PushManager' in window && notificationRight() !== 'unsupported';
}

export function wantsToBeWoken(): boolean {
  return canBeWoken() && notificationRight() === 'granted' && readJson(browserStorage(), wantedKey) === true;
}

/** A sentence when it did not work. */
export async function turnOn(parley: Parley): Promise<string | null> {
  const right = await askForNotifications();
  if (right !== 'granted') return 'The browser blocks notifications of this page. Allow them in its settings.';
  try {
    const problem = await register(parley);
    if (problem === null) writeJson(browserStorage(), wantedKey, true);
    return problem;
  } catch {
    return 'This browser could not be registered. Its push service may be switched off or out of reach.';
  }
}

async function register(parley: Parley): Promise<string | null> {
  const answer = await parley.request(PushDocument, {}, { repeatable: true });
  if (!answer.ok) return answer.failure.message;
  const key = answer.data.viewer?.push?.key;
  if (key === undefined) return 'Only agents can be woken.';
  const subscription = await subscribe(bytesOf(key));
  const { endpoint, keys } = subscription.toJSON();
  const input = {
    endpoint: endpoint ?? '',
    p256dh: keys?.['p256dh'] ?? '',
    auth: keys?.['auth'] ?? '',
    label: label(),
  };
  const registered = await parley.request(PushRegisterDocument, { input }, { repeatable: true });
  if (!registered.ok) return registered.failure.message;
  return refusalOf(registered.data.pushRegister)?.message ?? null;
}

/** One for each browser. One that was made for another workspace, with its key, is given up first. */
async function subscribe(applicationServerKey: Uint8Array<ArrayBuffer>): Promise<PushSubscription> {
  await navigator.serviceWorker.register(workerUrl, { scope });
  const { pushManager } = await navigator.serviceWorker.ready;
  const present = await pushManager.getSubscription();
  if (present !== null) {
    const own = new Uint8Array(present.options.applicationServerKey ?? new ArrayBuffer(0));
    if (String(own) === String(applicationServerKey)) return present;
    await present.unsubscribe();
  }
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
}

/** Whether the server heard of it or not: the browser gives its subscription up, and the push service says so to whoever asks. */
export async function turnOff(parley: Parley): Promise<string | null> {
  writeJson(browserStorage(), wantedKey, false);
  if (!canBeWoken()) return null;
  const registration = await navigator.serviceWorker.getRegistration(scope);
  const subscription = await registration?.pushManager.getSubscription();
  if (!subscription) return null;
  const { endpoint } = subscription;
  await subscription.unsubscribe();
  const answer = await parley.request(
    PushUnregisterDocument,
    { input: { endpoint } },
    { repeatable: true, timeoutMs: 3_000 },
  );
  return answer.ok ? (refusalOf(answer.data.pushUnregister)?.message ?? null) : answer.failure.message;
}

/** At each opening of the inbox: what the browser has renewed meanwhile is told anew. */
export async function keepOn(parley: Parley): Promise<void> {
  if (wantsToBeWoken()) await register(parley).catch(() => undefined);
}

function label(): string {
  const { userAgent } = navigator;
  const browser = /Edg|Firefox|Chrome|Safari/.exec(userAgent)?.[0] ?? 'Browser';
  const system = /Windows|Android|iPhone|iPad|Mac OS|Linux/.exec(userAgent)?.[0];
  const name = browser === 'Edg' ? 'Edge' : browser;
  return system === undefined ? name : `${name} on ${system}`;
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
