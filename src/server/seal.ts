/**
 * Secrets at rest: AES-256-GCM with a key that is not in the database, so that a stolen dump opens nobody's calendar. The
 * owner is sealed with it: a secret that is copied to another row does not open there. Layout: version, nonce, tag, text.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const algorithm = 'aes-256-gcm';
const version = 1;
const nonceBytes = 12;
const tagBytes = 16;
export const keyBytes = 32;

export interface Seal {
  close(secret: string, owner: string): Uint8Array;
  /** Throws for what was sealed with another key, for another owner, or was changed. */
  open(sealed: Uint8Array, owner: string): string;
}

export function createSeal(key: Uint8Array): Seal {
  if (key.length !== keyBytes) throw new Error(`The key must have ${keyBytes} bytes.`);
  return {
    close: (secret, owner) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(owner));
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), text]);
    },
    open: (sealed, owner) => {
      const bytes = Buffer.from(sealed);
      if (bytes[0] !== version) throw new Error('This was sealed in a way that is not known here.');
      const nonce = bytes.subarray(1, 1 + nonceBytes);
      const tag = bytes.subarray(1 + nonceBytes, 1 + nonceBytes + tagBytes);
      const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
      decipher.setAAD(Buffer.from(owner)).setAuthTag(tag);
      return decipher.update(bytes.subarray(1 + nonceBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8');
    },
  };
}

/** The key is looked for when it is first needed: an installation without calendars has none. */
export function createLazySeal(findKey: () => Uint8Array): Seal {
  let seal: Seal | null = null;
  const found = (): Seal => (seal ??= createSeal(findKey()));
  return {
    close: (secret, owner) => found().close(secret, owner),
    open: (sealed, owner) => found().open(sealed, owner),
  };
}

/** The key of this installation: made once, readable by its owner alone. Of two processes that begin at once one makes it. */
export function loadSealKey(dataDir: string): Uint8Array {
  const file = join(dataDir, 'secret.key');
  mkdirSync(dataDir, { recursive: true });
  try {
    const made = randomBytes(keyBytes).toString('base64');
    writeFileSync(file, made, { flag: 'wx', mode: 0o600, flush: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const key = Buffer.from(readFileSync(file, 'utf8'), 'base64');
  if (key.length !== keyBytes)
    throw new Error(`${file} holds no key of ${keyBytes} bytes. Put the right one back there.`);
  return key;
}
