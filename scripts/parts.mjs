/**
 * What a build consists of. Each part names everything its result depends on: a part is rebuilt when the hash of that
 * changes, and skipped otherwise. A client whose folder is not there (yet) is no error: the server runs without it.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
export const dist = path.join(root, 'dist');
export const serverEntry = path.join(dist, 'src', 'server', 'main.js');

/** A change of any of these may change every result. */
const everywhere = ['package-lock.json', 'scripts/parts.mjs', 'scripts/compile.mjs', 'scripts/compressed.mjs'];
const clientShared = ['clients/sdk', 'clients/documents', 'clients/design', 'clients/tsconfig.json'];

const packing = ['scripts/sdk-package.mjs', 'scripts/tarball.mjs'];

function client(name, ...more) {
  return {
    name,
    kind: 'vite',
    source: `clients/${name}`,
    inputs: [...everywhere, ...clientShared, `clients/${name}`, ...more],
    output: path.join(dist, name),
  };
}

const all = [
  {
    name: 'server',
    kind: 'tsc',
    source: 'src/server/main.ts',
    inputs: [...everywhere, 'src', 'migrations', 'ormconfig.ts', 'tsconfig.json', 'tsconfig.build.json'],
    output: serverEntry,
  },
  client('inbox'),
  client('demo', 'docs', 'README.md'),
  client('widget'),
  client('graphiql'),
  client('viewer'),
  client('meeting', 'clients/widget'),
  {
    name: 'sdk',
    kind: 'package',
    source: 'clients/sdk/index.ts',
    inputs: [...everywhere, 'package.json', 'LICENSE', 'clients/sdk', 'clients/tsconfig.json', ...packing],
    output: path.join(dist, 'sdk', 'sdk.tgz'),
  },
];

/** The parts whose sources exist. */
export function presentParts() {
  return all.filter((part) => existsSync(path.join(root, part.source, part.kind === 'vite' ? 'vite.config.ts' : '')));
}
