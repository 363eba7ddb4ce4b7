/** The project's own docs as plain pages under /demo/docs, made while the demo is built: no reader needs a repository. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Marked } from 'marked';
import type { Plugin } from 'vite';

const root = path.resolve(import.meta.dirname, '..', '..');

interface DocPage {
  /** Its address below /demo/docs; empty for the first page. */
  readonly address: string;
  readonly title: string;
  readonly source: string;
}

function titleOf(source: string, fallback: string): string {
  return /^#\s+(.+)$/m.exec(source)?.[1]?.replaceAll('`', '') ?? fallback;
}

function readPage(file: string, address: string): DocPage {
  const source = readFileSync(path.join(root, file), 'utf8');
  return { address, title: titleOf(source, address), source };
}

function readPages(): readonly DocPage[] {
  const inside = (folder: string): readonly string[] =>
    readdirSync(path.join(root, folder)).filter((name) => name.endsWith('.md'));
  const docs = inside('docs').map((name) => readPage(`docs/${name}`, name.slice(0, -3)));
  const decisions = inside('docs/decisions').map((name) =>
    readPage(`docs/decisions/${name}`, `decisions/${name.slice(0, -3)}`),
  );
  return [readPage('README.md', ''), ...docs, ...decisions.sort((a, b) => a.address.localeCompare(b.address))];
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.codePointAt(0)};`);
}

/** From one file of the repository to another: what is a page here becomes its address, the rest stays text. */
function addressOf(href: string, from: DocPage, pages: readonly DocPage[]): string | null {
  if (/^[a-z]+:/i.test(href) || href.startsWith('#') || href.startsWith('/')) return href;
  const [file = '', hash] = href.split('#');
  const folder = from.address === '' ? '' : path.posix.join('docs', path.posix.dirname(from.address));
  const target = path.posix.join(folder, file);
  const address = target === 'README.md' ? '' : target.replace(/^docs\//, '').replace(/\.md$/, '');
  if (!pages.some((page) => page.address === address) || !target.endsWith('.md')) return null;
  return `/demo/docs${address && `/${address}`}${hash ? `#${hash}` : ''}`;
}

function pageText(page: DocPage, pages: readonly DocPage[]): string {
  const marked = new Marked({
    gfm: true,
    renderer: {
      link({ href, tokens }) {
        const words = this.parser.parseInline(tokens);
        const address = addressOf(href, page, pages);
        return address === null ? words : `<a href="${escaped(address)}">${words}</a>`;
      },
      code({ text }) {
        return `<pre tabindex="0"><code>${escaped(text)}</code></pre>`;
      },
    },
  });
  const links = pages
    .map(({ address, title }) => {
      const current = address === page.address ? ' aria-current="page"' : '';
      return `<li><a href="/demo/docs${address && `/${address}`}"${current}>${escaped(title)}</a></li>`;
    })
    .join('');
  let tables = 0;
  const body = (marked.parse(page.source) as string)
    .replaceAll('<table>', () => `<div class="wide" tabindex="0" role="region" aria-label="Table ${++tables}"><table>`)
    .replaceAll('</table>', '</table></div>');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${escaped(page.title)} · Parley</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/demo/docs/docs.css"></head><body><nav aria-label="Docs"><p><a href="/demo">Back to the demo</a></p><ul>${links}</ul></nav><main>${body}</main></body></html>\n`;
}

export function docsPages(): Plugin {
  return {
    name: 'docs-pages',
    generateBundle() {
      const pages = readPages();
      const styles = ['../design/tokens.css', '../design/base.css', 'docs.css'].map((file) =>
        readFileSync(path.join(import.meta.dirname, file), 'utf8'),
      );
      this.emitFile({ type: 'asset', fileName: 'docs/docs.css', source: styles.join('\n') });
      for (const page of pages) {
        this.emitFile({
          type: 'asset',
          fileName: `docs/${page.address || 'index'}.html`,
          source: pageText(page, pages),
        });
      }
    },
  };
}
