/** The table of complaints in docs/routing.md names tests; a name that no test bears proves nothing. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './source';

const complaints = 22;
const heading = '## What others’ users complain of, and where it is proven';

interface Row {
  readonly number: number;
  readonly proof: string;
}

const plain = (text: string): string => text.replace(/’/g, "'");

function rows(): readonly Row[] {
  const docs = readFileSync(join(root, 'docs/routing.md'), 'utf8');
  const [, section = ''] = plain(docs).split(plain(heading));
  return [...section.matchAll(/^\| (\d+) \| [^|]+ \| (.+) \|$/gm)].map(([, number, proof = '']) => {
    return { number: Number(number), proof };
  });
}

/** `path`: title; and so on. */
function namedIn({ proof }: Row): readonly { readonly path: string; readonly title: string | null }[] {
  return [...proof.matchAll(/`((?:tests|bench)\/[^`]+)`(?:: ([^;`]+?)(?=;|\)|$))?/g)].map(([, path = '', title]) => {
    return { path, title: title?.trim() ?? null };
  });
}

test('every complaint has its row, in order, and each row names a test or a benchmark', () => {
  expect(rows().map(({ number }) => number)).toEqual(Array.from({ length: complaints }, (_, index) => index + 1));
  expect(rows().filter((row) => namedIn(row).length === 0)).toEqual([]);
});

test('every test that is named there exists, by that name', () => {
  const missing = rows().flatMap((row) =>
    namedIn(row).filter(({ path, title }) => {
      const file = join(root, path);
      if (!existsSync(file)) return true;
      if (title === null) return path.startsWith('tests/');
      const text = plain(readFileSync(file, 'utf8')).replace(/\\'/g, "'");
      return !['test', 'it'].some((verb) => text.includes(`${verb}('${title}'`) || text.includes(`${verb}("${title}"`));
    }),
  );
  expect(missing).toEqual([]);
});
