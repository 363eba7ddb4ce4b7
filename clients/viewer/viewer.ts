/**
 * Reads one PDF, inside a frame that the widget opens: `/viewer/#file=…&title=…&language=…&theme=…`. It tells the widget
 * which pages were looked at, what was searched for and whether the document was kept, and nobody else.
 */
import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerAddress from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import { Pages, type Place } from './pages';
import { readerWords, type ReaderWords } from './words';

GlobalWorkerOptions.workerSrc = workerAddress;

type Deed =
  | { readonly what: 'READY' | 'FAILED' | 'DOWNLOADED' | 'CLOSE' }
  | { readonly what: 'PAGE_VIEWED'; readonly page: number }
  | { readonly what: 'SEARCHED'; readonly term: string };

/** To whatever page holds the frame: it learns only what its own visitor does with its own document. */
function tell(deed: Deed): void {
  if (parent !== window) parent.postMessage({ parley: 'document', ...deed }, '*');
}

const shapes = {
  up: 'M6 15l6-6 6 6',
  down: 'M6 9l6 6 6-6',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  keep: 'M12 4v11M7 11l5 5 5-5M5 20h14',
} as const;

function tool(name: keyof typeof shapes, label: string, press: () => void): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = 'tool';
  element.title = label;
  element.setAttribute('aria-label', label);
  const drawing = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  drawing.setAttribute('viewBox', '0 0 24 24');
  drawing.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', shapes[name]);
  drawing.append(path);
  element.append(drawing);
  element.addEventListener('click', press);
  return element;
}

/** Only over TLS, from here, or from the machine itself while something is tried out. */
function allowed(file: string): URL | null {
  if (!URL.canParse(file)) return null;
  const url = new URL(file);
  const isLocal = url.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  return url.protocol === 'https:' || url.origin === location.origin || isLocal ? url : null;
}

class Search {
  readonly element = document.createElement('form');
  readonly #field = document.createElement('input');
  readonly #said = document.createElement('span');
  readonly #steps: readonly HTMLButtonElement[];
  #texts: Promise<readonly string[]> | null = null;
  #term = '';
  #found: readonly Place[] = [];
  #at = 0;

  constructor(
    private readonly pdf: PDFDocumentProxy,
    private readonly pages: Pages,
    private readonly words: ReaderWords,
  ) {
    this.#field.type = 'search';
    this.#field.placeholder = words.find;
    this.#field.setAttribute('aria-label', words.find);
    this.#field.maxLength = 200;
    this.#field.enterKeyHint = 'search';
    this.#said.className = 'hits';
    this.#said.setAttribute('role', 'status');
    this.#steps = [tool('up', words.previous, () => this.#step(-1)), tool('down', words.next, () => this.#step(1))];
    this.element.className = 'find';
    this.element.setAttribute('role', 'search');
    this.element.append(this.#field, this.#said, ...this.#steps);
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#find(this.#field.value.trim());
    });
    this.#draw();
  }

  async #find(term: string): Promise<void> {
    if (term === this.#term && this.#found.length > 0) return this.#step(1);
    this.#term = term;
    this.#at = 0;
    if (term !== '') tell({ what: 'SEARCHED', term });
    const texts = term === '' ? [] : await (this.#texts ??= this.#readAll());
    const wanted = term.toLowerCase();
    this.#found = texts.flatMap((text, index) => placesIn(text, wanted, index + 1));
    this.#show();
  }

  async #readAll(): Promise<readonly string[]> {
    const texts: string[] = [];
    for (let page = 1; page <= this.pdf.numPages; page += 1) {
      const { items } = await (await this.pdf.getPage(page)).getTextContent();
      const lines = items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? ' ' : ''}` : ''));
      texts.push(lines.join('').toLowerCase());
    }
    return texts;
  }

  #step(by: number): void {
    this.#at = (this.#at + by + this.#found.length) % Math.max(1, this.#found.length);
    this.#show();
  }

  #show(): void {
    const place = this.#found[this.#at] ?? null;
    if (place !== null) this.pages.show(place.page);
    this.pages.mark(this.#term, place);
    this.#draw();
  }

  #draw(): void {
    const { hits, noHits } = this.words;
    const count = this.#found.length;
    this.#said.textContent = this.#term === '' ? '' : count === 0 ? noHits : hits(this.#at + 1, count);
    for (const step of this.#steps) step.disabled = count < 2;
  }
}

function placesIn(text: string, term: string, page: number): readonly Place[] {
  const count = term === '' ? 0 : text.split(term).length - 1;
  return Array.from({ length: count }, (_, nth) => ({ page, nth }));
}

const scales = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];

async function open(url: URL, title: string, words: ReaderWords): Promise<void> {
  const assets = (folder: string): string => new URL(`${folder}/`, location.href.split('#')[0]).href;
  const pdf = await getDocument({
    url: url.href,
    withCredentials: false,
    // Whole at once: asking for parts needs headers that few other servers send.
    disableRange: true,
    cMapUrl: assets('cmaps'),
    standardFontDataUrl: assets('standard_fonts'),
    wasmUrl: assets('wasm'),
  }).promise;
  const first = await pdf.getPage(1);
  const place = document.createElement('p');
  place.className = 'place';
  const pages = new Pages({
    document: pdf,
    first,
    label: words.pages,
    at: (page) => void (place.textContent = words.page(page, pdf.numPages)),
    seen: (page) => tell({ what: 'PAGE_VIEWED', page }),
  });
  let zoom = scales.indexOf(1);
  const smaller = tool('minus', words.smaller, () => zoomBy(-1));
  const larger = tool('plus', words.larger, () => zoomBy(1));
  function zoomBy(by: number): void {
    zoom = Math.max(0, Math.min(scales.length - 1, zoom + by));
    smaller.disabled = zoom === 0;
    larger.disabled = zoom === scales.length - 1;
    pages.setScale(scales[zoom] ?? 1);
  }
  const heading = document.createElement('h1');
  heading.className = 'spoken';
  heading.textContent = title;
  const tools = document.createElement('div');
  tools.className = 'tools';
  const search = new Search(pdf, pages, words);
  tools.append(
    place,
    search.element,
    smaller,
    larger,
    tool('keep', words.download, () => void keep(pdf, title)),
  );
  const main = document.createElement('main');
  main.style.display = 'contents';
  main.append(heading, tools, pages.element);
  document.body.append(main);
  tell({ what: 'READY' });
}

async function keep(pdf: PDFDocumentProxy, title: string): Promise<void> {
  const bytes = new Uint8Array(await pdf.getData());
  const address = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${title.replace(/[\\/:*?"<>|]/g, ' ').trim() || 'document'}.pdf`;
  link.click();
  tell({ what: 'DOWNLOADED' });
  // The browser reads it after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

const asked = new URLSearchParams(location.hash.slice(1));
const language = asked.get('language') ?? 'en';
const theme = asked.get('theme');
const title = asked.get('title') ?? '';
const words = readerWords[language] ?? readerWords['en'];
document.documentElement.lang = language;
if (theme === 'light' || theme === 'dark') document.documentElement.dataset['theme'] = theme;
document.title = title || 'Document';
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') tell({ what: 'CLOSE' });
});
const file = allowed(asked.get('file') ?? '');
if (file === null || words === undefined) tell({ what: 'FAILED' });
else open(file, title, words).catch(() => tell({ what: 'FAILED' }));
