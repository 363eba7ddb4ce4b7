/**
 * Which parts are up to date. A stamp is the hash of everything a part was built from, written after the part is in
 * place and taken away before it is touched: a build that died half way is never mistaken for a finished one.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dist, root } from './parts.mjs';

const folder = path.join(dist, '.stamps');

function stampOf(part) {
  return path.join(folder, part.name);
}

function* filesUnder(place) {
  if (!existsSync(place)) return;
  if (statSync(place).isFile()) {
    yield place;
    return;
  }
  const entries = readdirSync(place, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (entry.name === 'node_modules') continue;
    const inside = path.join(place, entry.name);
    if (entry.isDirectory()) yield* filesUnder(inside);
    else if (entry.isFile()) yield inside;
  }
}

export function fingerprint(part) {
  const hash = createHash('sha256');
  for (const input of part.inputs) {
    for (const file of filesUnder(path.join(root, input))) {
      const content = readFileSync(file);
      hash.update(`${path.relative(root, file)}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest('hex');
}

export function isFresh(part) {
  if (!existsSync(part.output) || !existsSync(stampOf(part))) return false;
  return readFileSync(stampOf(part), 'utf8') === fingerprint(part);
}

/** Without a stamp the last build of this part died half way, or there was none. */
export function hasStamp(part) {
  return existsSync(stampOf(part));
}

export function removeStamp(part) {
  rmSync(stampOf(part), { force: true });
}

export function writeStamp(part, print) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(stampOf(part), print);
}
