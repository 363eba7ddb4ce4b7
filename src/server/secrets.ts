/** Everything secret is made and checked here: tokens from the system's randomness, passwords by argon2id. */
import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { Secrets } from '../actions/ports';
import { hashToken, tokenOf } from '../auth/tokens';

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane; some 25 ms of one core. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Four at a time is what the thread pool runs anyway; what waits here holds no memory of the hash's 19 MiB. */
const atOnce = 4;

export function createSecrets(): Secrets {
  // Compared with when there is nothing to compare with, so that an unknown address takes as long as a wrong password.
  const nobody = hash(randomBytes(32), cost);
  nobody.catch(() => undefined);
  const inTurn = turns(atOnce);
  return {
    hashPassword: (password) => inTurn(() => hash(password.normalize('NFKC'), cost)),
    verifyPassword: async (stored, password) => {
      const against = stored ?? (await nobody);
      const isRight = await inTurn(() => verify(against, password.normalize('NFKC')));
      return isRight && stored !== null;
    },
    newToken: (prefix) => {
      const token = tokenOf(prefix, randomBytes(32));
      return { token, hash: hashToken(token) };
    },
    hashToken,
    hashContent: (bytes) => createHash('sha256').update(bytes).digest('hex'),
  };
}

/** Runs so many at a time; the others wait in order. */
function turns(places: number): <T>(run: () => Promise<T>) => Promise<T> {
  let free = places;
  const waiting: (() => void)[] = [];
  return async (run) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await run();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
