/**
 * The limit at the doors that anybody may knock at: so many at once from one address, then so many a minute. Passwords
 * cost the server 50 ms each to check, and a new visitor costs rows; neither may be had for nothing.
 *
 * Two lines. This process's own count comes first and costs nothing, so that a flood from one address ends there; whoever gets
 * past it is counted once for all processes, in the database. That one holds the limit however many processes there are; what it
 * refuses is kept out here for as long, so that whoever goes on knocking costs it nothing either.
 */
import { isIPv6 } from 'node:net';
import { BurstyRateLimiter, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Context } from '../resolvers/context';
import { publicError } from './errors';

export type Door = Parameters<Context['throttle']>[0];
export type Throttle = (door: Door, address: string) => Promise<void>;

export interface ThrottleLimits {
  readonly atOnce: number;
  readonly perMinute: number;
}

export interface Knock extends ThrottleLimits {
  readonly door: Door;
  readonly network: string;
}

/** The count that all processes share: 0 to come in, else how many milliseconds to wait. */
export type SharedCount = (knock: Knock) => Promise<number>;

export const doorLimits: ThrottleLimits = { atOnce: 30, perMinute: 120 };

/** Throws THROTTLED with `retryAfter` in seconds when nothing is left. Without a shared count this process counts alone. */
export function createThrottle(limits: ThrottleLimits = doorLimits, shared?: SharedCount): Throttle {
  const doors: Readonly<Record<Door, OwnCount>> = {
    signIn: ownCount(limits),
    visitorSessionStart: ownCount(limits),
    meetingLink: ownCount(limits),
  };
  return async (door, address) => {
    const network = networkOf(address);
    const own = doors[door];
    const ownWaitMs = await own.knock(network);
    if (ownWaitMs > 0) throw tooMany(ownWaitMs);
    const waitMs = shared === undefined ? 0 : await shared({ ...limits, door, network });
    if (waitMs <= 0) return;
    await own.keepOut(network, waitMs);
    throw tooMany(waitMs);
  };
}

function tooMany(waitMs: number): Error {
  const retryAfter = Math.max(1, Math.ceil(waitMs / 1_000));
  const seconds = `${retryAfter} ${retryAfter === 1 ? 'second' : 'seconds'}`;
  const message = `Too many attempts from your address. Wait ${seconds}, then try again.`;
  return publicError('THROTTLED', message, { retryAfter });
}

interface OwnCount {
  /** 0 to come in, else how many milliseconds to wait. */
  knock(network: string): Promise<number>;
  keepOut(network: string, forMs: number): Promise<void>;
}

/**
 * Half of the rate drips in one by one, so that whoever waits a moment gets on; the other half is the burst, which comes
 * back whole. Together: `atOnce` from the start, `perMinute` in the long run.
 */
function ownCount({ atOnce, perMinute }: ThrottleLimits): OwnCount {
  const drip = 120 / perMinute;
  const burst = Math.max(1, atOnce - 1);
  const limiter = new BurstyRateLimiter(
    new RateLimiterMemory({ points: 1, duration: drip }),
    new RateLimiterMemory({ keyPrefix: 'burst', points: burst, duration: burst * drip }),
  );
  const keptOut = new RateLimiterMemory({ keyPrefix: 'out', points: 1, duration: drip });
  return {
    async knock(network) {
      const out = await keptOut.get(network);
      if (out !== null && out.msBeforeNext > 0) return out.msBeforeNext;
      try {
        await limiter.consume(network);
        return 0;
      } catch (rejection) {
        if (!(rejection instanceof RateLimiterRes)) throw rejection;
        return Math.max(1, rejection.msBeforeNext);
      }
    },
    keepOut: async (network, forMs) => void (await keptOut.block(network, forMs / 1_000)),
  };
}

/** Whoever has one IPv6 address has 2⁶⁴ of them: the network counts. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1] !== undefined) return mapped[1];
  const [head = '', tail] = address.toLowerCase().split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0');
  return [...front, ...zeros, ...back].slice(0, 4).join(':');
}
