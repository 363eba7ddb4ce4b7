/** What the papers name is there: files, tests by their titles, links with their headings, variables of the environment, folders. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root } from './source';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

function markdownUnder(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.md') && !name.includes('node_modules'))
    .map((name) => join(folder, name));
}

const papers = ['README.md', 'CHANGELOG.md', ...['docs', 'src', 'clients', 'bench'].flatMap(markdownUnder)];
const prose = (text: string): string => text.replace(/```[\s\S]*?```/g, '');

function anchorsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replace(/ /g, '-'),
  );
}

test.each(papers)('every link of %s leads somewhere', (paper) => {
  const broken = [...prose(read(paper)).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)].flatMap(
    ([, path = '', anchor]) => {
      const target = path === '' ? join(root, paper) : join(root, dirname(paper), path);
      if (!existsSync(target)) return [path];
      if (anchor === undefined || statSync(target).isDirectory()) return [];
      return anchorsOf(readFileSync(target, 'utf8')).includes(anchor) ? [] : [`${path}#${anchor}`];
    },
  );
  expect(broken).toEqual([]);
});

test.each(papers)('every file that %s names is there', (paper) => {
  const folders = '(?:src|tests|clients|scripts|migrations|bench|docs|\\.ci)';
  const named = [...prose(read(paper)).matchAll(new RegExp(`\`(${folders}/[\\w./*{},-]+)`, 'g'))].map(
    ([, path = '']) => path,
  );
  const gone = named.filter((path) => !/[*{]/.test(path) && !existsSync(join(root, path)));
  expect(gone).toEqual([]);
});

test('the walkthrough leads through files that are there, and so does the map', () => {
  const named = [...read('docs/walkthrough.md').matchAll(/`([a-z]+\/[\w./-]+\.(?:ts|json|graphql))`/g)].map(
    ([, path = '']) => path,
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((path) => !existsSync(join(root, 'src', path)) && !existsSync(join(root, path)))).toEqual([]);
  const map = read('docs/map.md');
  const places = ['src', 'clients', 'tests', '.'].flatMap((place) =>
    readdirSync(join(root, place), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => entry.name)
      .filter((name) => !['node_modules', 'dist', 'screenshots', 'coverage', 'support'].includes(name)),
  );
  expect(places.filter((name) => !map.includes(`${name}/`))).toEqual([]);
});

test('the table of the environment is what the server reads', () => {
  const readings = [read('src/server/config.ts'), read('src/server/outward-config.ts')].join('\n');
  const meant = new Set(
    [...readings.matchAll(/environment\.([A-Z_]+)|'(PARLEY_[A-Z_]+)'/g)].map(([, name, quoted]) => name ?? quoted),
  );
  const told = [...read('docs/operations.md').matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name);
  expect([...told].sort()).toEqual([...meant].sort());
});

test('every decision is in the list of decisions, and says what it costs and how we would know better', () => {
  const folder = join(root, 'docs/decisions');
  const list = readFileSync(join(folder, 'README.md'), 'utf8');
  const records = readdirSync(folder).filter((name) => /^\d{4}-/.test(name));
  expect(records.filter((name) => !list.includes(`](${name})`))).toEqual([]);
  const parts = ['Context', 'Decision', 'Cost', 'How we would know we were wrong'];
  const short = records.flatMap((name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    return parts
      .filter((part) => !text.includes(`**${part}`) && !text.includes(`## ${part}`))
      .map((part) => `${name}: ${part}`);
  });
  expect(short).toEqual([]);
});

test('what the README tells to run is a script of package.json', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> };
  const told = papers.flatMap((paper) =>
    [...read(paper).matchAll(/npm run ([a-z][\w:]*)/g)].map(([, name = '']) => ({ paper: relative('.', paper), name })),
  );
  expect(told.filter(({ name }) => scripts[name] === undefined)).toEqual([]);
});
