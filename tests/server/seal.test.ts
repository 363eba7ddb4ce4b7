import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLazySeal, createSeal, keyBytes, loadSealKey } from '../../src/server/seal';

const key = Buffer.alloc(keyBytes, 1);
const seal = createSeal(key);

test('what is sealed opens for its owner, and says nothing to anybody else', () => {
  const sealed = seal.close('secret, 秘密', 'ann');
  expect(seal.open(sealed, 'ann')).toBe('secret, 秘密');
  expect(Buffer.from(sealed).includes('secret')).toBe(false);
  expect(() => seal.open(sealed, 'bob')).toThrow();
  expect(() => createSeal(Buffer.alloc(keyBytes, 2)).open(sealed, 'ann')).toThrow();
});

test('the same secret never looks the same twice', () => {
  expect(Buffer.from(seal.close('secret', 'ann')).equals(seal.close('secret', 'ann'))).toBe(false);
});

test('not a bit of it may be changed, and nothing be cut off', () => {
  const sealed = Buffer.from(seal.close('secret', 'ann'));
  for (let index = 0; index < sealed.length; index += 1) {
    const changed = Buffer.from(sealed);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(() => seal.open(changed, 'ann')).toThrow();
    expect(() => seal.open(sealed.subarray(0, index), 'ann')).toThrow();
  }
});

describe('the key of an installation', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = join(await mkdtemp(join(tmpdir(), 'parley-key-')), 'data');
  });
  afterEach(() => rm(join(dataDir, '..'), { recursive: true }));

  test('is made once, for its owner alone, and found again', async () => {
    const made = loadSealKey(dataDir);
    expect(made).toHaveLength(keyBytes);
    expect(loadSealKey(dataDir)).toEqual(made);
    expect((await stat(join(dataDir, 'secret.key'))).mode & 0o777).toBe(0o600);
  });

  test('that is garbled is not replaced: what it sealed would be lost', async () => {
    loadSealKey(dataDir);
    await writeFile(join(dataDir, 'secret.key'), 'oops');
    expect(() => loadSealKey(dataDir)).toThrow(/Put the right one back/);
  });

  test('is not made before it is needed', () => {
    let asked = 0;
    const lazy = createLazySeal(() => ((asked += 1), key));
    expect(asked).toBe(0);
    expect(lazy.open(lazy.close('secret', 'ann'), 'ann')).toBe('secret');
    expect(asked).toBe(1);
  });
});
