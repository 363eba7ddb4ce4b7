/**
 * The limit at the two doors that anybody may knock at: so many at once from one address, then so many a minute. Passwords
 * cost the server 50 ms each to check, and a new visitor costs rows; neither may be had for nothing.
 *
 * Counted by this process: several of them let through as many times more. The library's PostgreSQL limiter would share
 * the count, at the price of a write for each attempt, which is what an attacker is to be denied.
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

export const doorLimits: ThrottleLimits = { atOnce: 30, perMinute: 120 };

/** Throws THROTTLED with `retryAfter` in seconds when nothing is left. */
export function createThrottle(limits: ThrottleLimits = doorLimits): Throttle {
  const limiters: Readonly<Record<Door, BurstyRateLimiter>> = {
    signIn: limiterOf(limits),
    visitorSessionStart: limiterOf(limits),
  };
  return async (door, address) => {
    try {
      await limiters[door].consume(networkOf(address));
    } catch (rejection) {
      if (!(rejection instanceof RateLimiterRes)) throw rejection;
      const retryAfter = Math.max(1, Math.ceil(rejection.msBeforeNext / 1_000));
      throw publicError(
        'THROTTLED',
        `Too many attempts from your address. Wait ${retryAfter} ${retryAfter === 1 ? 'second' : 'seconds'}, then try again.`,
        { retryAfter },
      );
    }
  };
}

/**
 * Half of the rate drips in one by one, so that whoever waits a moment gets on; the other half is the burst, which comes
 * back whole. Together: `atOnce` from the start, `perMinute` in the long run.
 */
function limiterOf({ atOnce, perMinute }: ThrottleLimits): BurstyRateLimiter {
  const drip = 120 / perMinute;
  const burst = Math.max(1, atOnce - 1);
  return new BurstyRateLimiter(
    new RateLimiterMemory({ points: 1, duration: drip }),
    new RateLimiterMemory({ keyPrefix: 'burst', points: burst, duration: burst * drip }),
  );
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
