import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { filesUnder, layerOf, root } from './source';

const source = filesUnder('src');
const written = [...source, ...filesUnder('clients'), ...filesUnder('migrations')];

test('no file is longer than 300 lines', () => {
  const long = written
    .map((file) => ({ path: file.path, lines: file.text.split('\n').length }))
    .filter(({ lines }) => lines > 300);
  expect(long).toEqual([]);
});

test('the environment is read in server/config.ts alone', () => {
  const wrong = source.filter(({ path, text }) => path !== 'src/server/config.ts' && /process\.env/.test(text));
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test('nothing but the log writes to the console', () => {
  const wrong = source.filter(({ path, text }) => path !== 'src/server/log.ts' && /\bconsole\./.test(text));
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test('the core and the actions take time and chance from outside', () => {
  const wrong = source.filter(
    ({ path, text }) =>
      ['routing', 'streams', 'actions'].includes(layerOf(path)) &&
      /Date\.now\(|new Date\(\)|Math\.random\(|randomUUID|setTimeout\(|setInterval\(/.test(text),
  );
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test('no address is judged by URL.canParse, which Node 20 gets wrong once it is hot', () => {
  expect(source.filter(({ text }) => /URL\.canParse\(/.test(text)).map(({ path }) => path)).toEqual([]);
});

test('no async generator stands between a subscriber and its end', () => {
  const wrong = source.filter(
    ({ path, text }) =>
      ['events', 'resolvers', 'server'].includes(layerOf(path)) &&
      /async\s+function\s*\*|async\s*\*\s*\[?\w/.test(text),
  );
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test('nothing is exported by default', () => {
  expect(
    written
      .filter(({ text }) => /^export default/m.test(text))
      .map(({ path }) => path)
      .filter((path) => !/vite\.config/.test(path)),
  ).toEqual([]);
});

test('names say what a thing is, not that it helps', () => {
  const banned = /(^|[-.])(util|utils|helper|helpers|common|misc|manager)([-.]|$)/;
  expect(written.filter(({ path }) => banned.test(basename(path))).map(({ path }) => path)).toEqual([]);
});

test('files are named in kebab-case', () => {
  const wrong = source.filter(
    ({ path }) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*\.ts$/.test(basename(path)),
  );
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test('no module keeps anything: what has a life is constructed in server/compose.ts', () => {
  const kept = /^(export )?(let |const \w+ = (new (Map|Set|AsyncLocalStorage)(<.*>)?\(\)|\[\]|\{\});)/m;
  // What is remembered of a value goes with it, so a WeakMap keeps nothing. The last id, so that the next one is later, and what a zone's clock is read with: each is the same for everybody.
  const known = ['src/stores/ids.ts', 'src/routing/zone.ts'];
  const keeping = source.filter(({ path, text }) => kept.test(text) && !known.includes(path));
  expect(keeping.map(({ path }) => path)).toEqual([]);
});

test('no type is waved through', () => {
  const spoken = /\/\*[\s\S]*?\*\/|\/\/.*$/gm;
  const wrong = written.filter(
    ({ text }) => /:\s*any\b|\bas any\b/.test(text.replace(spoken, '')) || /@ts-ignore|@ts-expect-error/.test(text),
  );
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test('every verb of the list has its own file, and every file of a verb is in the list', () => {
  const list = readFileSync(join(root, 'src/actions/index.ts'), 'utf8');
  const listed = [...list.matchAll(/from '\.\/([a-z-]+)'/g)].map(([, name]) => name ?? '');
  for (const name of listed) {
    const verb = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    const text = readFileSync(join(root, `src/actions/${name}.ts`), 'utf8');
    expect({ name, exports: new RegExp(`export (async )?function ${verb}\\b`).test(text) }).toEqual({
      name,
      exports: true,
    });
  }
});

test('a subscription opens with its question of right', () => {
  const subscriptions = source.filter(({ path }) => path.endsWith('.subscription.ts'));
  expect(subscriptions.length).toBeGreaterThan(0);
  for (const { path, text } of subscriptions) {
    const opened = (text.match(/@Subscription\(/g) ?? []).length;
    const asked = (text.match(/\/\/ AUTH/g) ?? []).length;
    expect({ path, asked: asked >= opened }).toEqual({ path, asked: true });
  }
});

test('there is one copy of graphql in the tree', () => {
  const copies: string[] = [];
  const look = (folder: string): void => {
    if (!existsSync(folder)) return;
    for (const entry of readdirSync(folder)) {
      if (entry.startsWith('.')) continue;
      const path = join(folder, entry);
      if (entry.startsWith('@')) look(path);
      else {
        if (entry === 'graphql') copies.push(path);
        look(join(path, 'node_modules'));
      }
    }
  };
  look(join(root, 'node_modules'));
  expect(copies).toEqual([join(root, 'node_modules/graphql')]);
});

test('every dependency is pinned exactly', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
    devDependencies: Record<string, string>;
  };
  const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+/.test(version),
  );
  expect(loose).toEqual([]);
});
