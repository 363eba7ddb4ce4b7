/** The pages under each other: each is drawn when it comes near, and counted when it was looked at. */
import { type PDFDocumentProxy, type PDFPageProxy, type RenderTask, TextLayer } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface PagesParts {
  readonly document: PDFDocumentProxy;
  readonly first: PDFPageProxy;
  readonly label: string;
  /** The page in the middle of what is seen. */
  readonly at: (page: number) => void;
  readonly seen: (page: number) => void;
}

/** A page counts once this much of it, or of the window, is filled by it. */
const enough = 0.5;
/** Nobody reads a line that is wider. */
const widestPx = 900;

interface Sheet {
  readonly element: HTMLElement;
  words: HTMLElement | null;
  drawnAt: number | null;
  task: RenderTask | null;
}

/** A hit: the one of this page that has so many before it there. */
export interface Place {
  readonly page: number;
  readonly nth: number;
}

export class Pages {
  readonly element = document.createElement('div');
  readonly #sheets: readonly Sheet[];
  readonly #counted = new Set<number>();
  readonly #near: IntersectionObserver;
  #scale = 1;
  #term = '';
  #here: Place | null = null;
  #roomPx = 0;

  constructor(private readonly parts: PagesParts) {
    const { element } = this;
    element.className = 'pages';
    element.tabIndex = 0;
    element.setAttribute('role', 'region');
    element.setAttribute('aria-label', parts.label);
    this.#sheets = Array.from({ length: parts.document.numPages }, (): Sheet => {
      const page = document.createElement('div');
      page.className = 'page';
      return { element: page, words: null, drawnAt: null, task: null };
    });
    element.append(...this.#sheets.map((sheet) => sheet.element));
    this.#near = new IntersectionObserver((entries) => this.#came(entries), { root: element, rootMargin: '600px 0px' });
    element.addEventListener('scroll', () => this.#look(), { passive: true });
    new ResizeObserver(() => this.#fit()).observe(element);
  }

  /** Of 1 as wide as there is room. */
  setScale(to: number): void {
    this.#scale = to;
    this.#layOut();
  }

  show(page: number): void {
    const sheet = this.#sheets[page - 1]?.element;
    // Scrolled into view it would move the page around the frame, too.
    if (sheet) this.element.scrollTop += sheet.getBoundingClientRect().top - this.element.getBoundingClientRect().top;
  }

  /** Marks the term on all pages, and this one more. Empty: marks nothing. */
  mark(term: string, here: Place | null): void {
    this.#term = term.toLowerCase();
    this.#here = here;
    this.#sheets.forEach((sheet, index) => this.#markOn(sheet, index + 1));
  }

  #widthPx(): number {
    const { paddingLeft, paddingRight } = getComputedStyle(this.element);
    const room = this.element.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
    return Math.max(120, Math.min(room, widestPx)) * this.#scale;
  }

  #measure(sheet: Sheet, page: PDFPageProxy): number {
    const size = page.getViewport({ scale: 1 });
    const factor = this.#widthPx() / size.width;
    sheet.element.style.width = `${size.width * factor}px`;
    sheet.element.style.height = `${size.height * factor}px`;
    return factor;
  }

  /** All pages take the room of the first until they are drawn: most documents have one size. */
  #layOut(): void {
    const { element } = this;
    const top = element.scrollTop / Math.max(1, element.scrollHeight);
    for (const sheet of this.#sheets) {
      this.#measure(sheet, this.parts.first);
      this.#near.unobserve(sheet.element);
      this.#near.observe(sheet.element);
    }
    element.scrollTop = top * element.scrollHeight;
  }

  #fit(): void {
    if (this.element.clientWidth === this.#roomPx) return;
    this.#roomPx = this.element.clientWidth;
    for (const sheet of this.#sheets) sheet.drawnAt = null;
    this.#layOut();
  }

  #came(entries: readonly IntersectionObserverEntry[]): void {
    for (const { isIntersecting, target } of entries) {
      const index = this.#sheets.findIndex((sheet) => sheet.element === target);
      const sheet = this.#sheets[index];
      if (isIntersecting && sheet) void this.#draw(sheet, index + 1);
    }
    this.#look();
  }

  async #draw(sheet: Sheet, number: number): Promise<void> {
    if (sheet.drawnAt === this.#scale) return;
    sheet.drawnAt = this.#scale;
    sheet.task?.cancel();
    const page = await this.parts.document.getPage(number);
    const viewport = page.getViewport({ scale: this.#measure(sheet, page) });
    const canvas = document.createElement('canvas');
    const sharp = Math.min(2, devicePixelRatio || 1);
    canvas.width = Math.floor(viewport.width * sharp);
    canvas.height = Math.floor(viewport.height * sharp);
    canvas.setAttribute('aria-hidden', 'true');
    sheet.task = page.render({ canvas, viewport, transform: [sharp, 0, 0, sharp, 0, 0] });
    try {
      await sheet.task.promise;
    } catch {
      // Called off: it is drawn in another size already.
      return;
    }
    const words = document.createElement('div');
    words.className = 'words';
    words.style.setProperty('--total-scale-factor', String(viewport.scale));
    sheet.element.replaceChildren(canvas, words);
    await new TextLayer({ textContentSource: page.streamTextContent(), container: words, viewport }).render();
    sheet.words = words;
    this.#markOn(sheet, number);
  }

  #markOn({ words }: Sheet, number: number): void {
    if (words === null) return;
    for (const mark of words.querySelectorAll('mark')) mark.replaceWith(mark.textContent ?? '');
    words.normalize();
    if (this.#term === '') return;
    for (const span of words.querySelectorAll('span')) markIn(span, this.#term);
    if (number !== this.#here?.page) return;
    const marks = [...words.querySelectorAll('mark')];
    // A hit over two lines stands in no piece of text alone, and is not marked.
    const here = marks[this.#here.nth] ?? marks.at(-1);
    here?.classList.add('here');
    if (here) this.#bringIntoView(here);
  }

  /** What is far down a page is not seen where the page begins. */
  #bringIntoView(mark: Element): void {
    const seen = this.element.getBoundingClientRect();
    const { top, bottom } = mark.getBoundingClientRect();
    if (top < seen.top || bottom > seen.bottom) this.element.scrollTop += top - seen.top - seen.height / 3;
  }

  #look(): void {
    const seen = this.element.getBoundingClientRect();
    const middle = seen.top + seen.height / 2;
    this.#sheets.forEach((sheet, index) => {
      const box = sheet.element.getBoundingClientRect();
      if (box.top <= middle && box.bottom >= middle) this.parts.at(index + 1);
      const shown = Math.min(box.bottom, seen.bottom) - Math.max(box.top, seen.top);
      if (shown < enough * Math.min(box.height, seen.height) || this.#counted.has(index)) return;
      this.#counted.add(index);
      this.parts.seen(index + 1);
    });
  }
}

/** Every place where the term stands in this piece of text. */
function markIn(span: Element, term: string): void {
  for (const node of [...span.childNodes]) {
    if (!(node instanceof Text)) continue;
    let rest = node;
    for (let index = rest.data.toLowerCase().indexOf(term); index >= 0; index = rest.data.toLowerCase().indexOf(term)) {
      const found = rest.splitText(index);
      rest = found.splitText(Math.min(term.length, found.length));
      const mark = document.createElement('mark');
      found.replaceWith(mark);
      mark.append(found);
    }
  }
}
