import { filesUnder, layerOf, type SourceFile } from './source';

/** Which of our own folders a folder may import, beside itself. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  routing: [],
  streams: ['routing'],
  auth: ['routing'],
  actions: ['routing', 'streams', 'auth'],
  entities: ['routing', 'streams'],
  stores: ['entities', 'actions', 'routing', 'streams', 'events', 'auth', 'migrations'],
  events: ['routing'],
  jobs: ['actions', 'routing', 'auth'],
  schema: ['routing', 'streams', 'actions', 'events'],
  resolvers: ['schema', 'actions', 'auth', 'events', 'routing', 'streams'],
  server: [
    'routing',
    'streams',
    'auth',
    'actions',
    'entities',
    'stores',
    'events',
    'jobs',
    'schema',
    'resolvers',
    'migrations',
  ],
};

/** Which folders may name a package. What is not listed here is free. */
const homes: Readonly<Record<string, readonly string[]>> = {
  typeorm: ['entities', 'stores', 'events', 'jobs', 'server'],
  pg: ['stores', 'events', 'jobs', 'server'],
  'type-graphql': ['schema', 'resolvers', 'server'],
  graphql: ['schema', 'resolvers', 'server'],
  'graphql-scalars': ['schema'],
  fastify: ['server'],
  '@apollo/server': ['server'],
  '@as-integrations/fastify': ['server'],
  'graphql-ws': ['server'],
  ws: ['server'],
  pino: ['server'],
  'sanitize-html': ['server'],
};

const source = filesUnder('src');

function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? '');
}

function where(file: SourceFile, specifier: string): string {
  return `${file.path} imports ${specifier}`;
}

test('our own imports run one way, from the edge to the core', () => {
  const wrong = source.flatMap((file) => {
    const from = layerOf(file.path);
    const allowed = mayImport[from] ?? [];
    return file.imports
      .filter(({ target }) => target !== null && layerOf(target) !== from && !allowed.includes(layerOf(target)))
      .map(({ specifier }) => where(file, specifier));
  });
  expect(wrong).toEqual([]);
});

test('a package is named only in the folders that are its home', () => {
  const wrong = source.flatMap((file) =>
    file.imports
      .filter(({ specifier, target }) => {
        const home = homes[packageOf(specifier)];
        return target === null && home !== undefined && !home.includes(layerOf(file.path));
      })
      .map(({ specifier }) => where(file, specifier)),
  );
  expect(wrong).toEqual([]);
});

test('the core and the actions import no package and nothing of Node', () => {
  const wrong = source
    .filter((file) => ['routing', 'streams', 'actions'].includes(layerOf(file.path)))
    .flatMap((file) =>
      file.imports.filter(({ target }) => target === null).map(({ specifier }) => where(file, specifier)),
    );
  expect(wrong).toEqual([]);
});

test.each(['src', 'clients'])('there is no import cycle in %s, not even of types', (folder) => {
  const byPath = new Map(filesUnder(folder).map((file) => [file.path.replace(/\.tsx?$/, ''), file]));
  const resolved = (target: string): string | null =>
    byPath.has(target) ? target : byPath.has(`${target}/index`) ? `${target}/index` : null;
  const state = new Map<string, 'open' | 'closed'>();
  const cycles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === 'closed') return;
    if (state.get(path) === 'open') {
      cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      return;
    }
    state.set(path, 'open');
    for (const { target } of byPath.get(path)?.imports ?? []) {
      const next = target === null ? null : resolved(target);
      if (next !== null) visit(next, [...trail, path]);
    }
    state.set(path, 'closed');
  };
  for (const path of byPath.keys()) visit(path, []);
  expect(cycles).toEqual([]);
});

test('clients are built on the SDK and the documents alone', () => {
  const wrong = filesUnder('clients').flatMap((file) =>
    file.imports
      .filter(({ target }) => target !== null && !target.startsWith('clients/'))
      .map(({ specifier }) => where(file, specifier)),
  );
  expect(wrong).toEqual([]);
});
