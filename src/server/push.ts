/**
 * Wakes browsers. What is said is encrypted for the one browser, so that the push service in between reads nothing of it; who
 * we are is signed with the workspace's own key. Only public addresses are called: an agent names them.
 */
import { generateRequestDetails, generateVAPIDKeys } from 'web-push';
import type { Push, PushKeyRecord, PushMessage, PushRegistrationRecord, PushResult } from '../actions/push-ports';
import type { WorkspaceId } from '../routing/terms';
import { globalId } from '../schema/global-ids';
import type { Seal } from './seal';

export interface PushOptions {
  readonly seal: Seal;
  /** Guarded: https alone, no private networks, no redirects. */
  readonly call: typeof fetch;
  /** Whom a push service writes to: a `mailto:` or `https:` address. */
  readonly contact: string;
}

const sendingMs = 5_000;
const longestFault = 300;

export function createPush({ seal, call, contact }: PushOptions): Push {
  return {
    newKey: (workspaceId) => {
      const { publicKey, privateKey } = generateVAPIDKeys();
      return { publicKey, privateKey: seal.close(privateKey, ownerOf(workspaceId)) };
    },
    send: async (registration, key, message) => {
      try {
        const { endpoint, method, headers, body } = requestOf({ registration, key, message, contact }, seal);
        const signal = AbortSignal.timeout(sendingMs);
        const answer = await call(endpoint, { method, headers, body: new Uint8Array(body), signal });
        return judged(answer.status);
      } catch (error) {
        return { kind: 'FAULT', fault: (error as Error).message.slice(0, longestFault) };
      }
    },
  };
}

interface Sending {
  readonly registration: PushRegistrationRecord;
  readonly key: PushKeyRecord;
  readonly message: PushMessage;
  readonly contact: string;
}

function requestOf({ registration, key, message, contact }: Sending, seal: Seal) {
  const { endpoint, p256dh, auth } = registration;
  const { workspaceId, offerId, ttlSeconds } = message;
  const { method, headers, body } = generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payloadOf(message), {
    TTL: ttlSeconds,
    urgency: 'high',
    contentEncoding: 'aes128gcm',
    // Two that wait for one browser are told apart by their offers; the same one twice is told once.
    topic: offerId.replaceAll('-', ''),
    vapidDetails: {
      subject: contact,
      publicKey: key.publicKey,
      privateKey: seal.open(key.privateKey, ownerOf(workspaceId)),
    },
  });
  if (body === null) throw new Error('A push without a message.');
  const told = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  return { endpoint, method, headers: Object.fromEntries(told) as Record<string, string>, body };
}

/** No more than an offer tells its agent while it rings. */
function payloadOf({ offerId, kind, visitorName, expiresAt }: PushMessage): string {
  const offer = { id: globalId('Offer', offerId), kind, visitorName, expiresAt: expiresAt.toISOString() };
  return JSON.stringify({ type: 'OFFER', offer });
}

function judged(status: number): PushResult {
  if (status >= 200 && status < 300) return { kind: 'SENT' };
  if (status === 404 || status === 410) return { kind: 'GONE' };
  return { kind: 'FAULT', fault: `The push service answered ${status}.` };
}

function ownerOf(workspaceId: WorkspaceId): string {
  return `push/${workspaceId}`;
}
