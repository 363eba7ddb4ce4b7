/** The pages under each other: each is drawn when it comes near, and counted when it was looked at. */
import { type PDFDocumentProxy, type PDFPageProxy, type RenderTask, TextLayer } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface Pages {
  readonly element: HTMLElement;
  /** Of 1 as wide as there is room. */
  setScale(scale: number): void;
  show(page: number): void;
  /** Marks the term on all pages, and the first hit of this page more. Empty: marks nothing. */
  mark(term: string, here: number | null): void;
}

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

export function createPages({ document: pdf, first, label, at, seen }: PagesParts): Pages {
  const element = document.createElement('div');
  element.className = 'pages';
  element.tabIndex = 0;
  element.setAttribute('role', 'region');
  element.setAttribute('aria-label', label);
  const sheets = Array.from({ length: pdf.numPages }, (): Sheet => {
    const page = document.createElement('div');
    page.className = 'page';
    return { element: page, words: null, drawnAt: null, task: null };
  });
  element.append(...sheets.map((sheet) => sheet.element));
  const counted = new Set<number>();
  let scale = 1;
  let term = '';
  let hereOn: number | null = null;

  function widthPx(): number {
    const { paddingLeft, paddingRight } = getComputedStyle(element);
    const room = element.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
    return Math.max(120, Math.min(room, widestPx)) * scale;
  }
  function measure(sheet: Sheet, page: PDFPageProxy): number {
    const size = page.getViewport({ scale: 1 });
    const factor = widthPx() / size.width;
    sheet.element.style.width = `${size.width * factor}px`;
    sheet.element.style.height = `${size.height * factor}px`;
    return factor;
  }
  async function draw(number: number): Promise<void> {
    const sheet = sheets[number - 1];
    if (!sheet || sheet.drawnAt === scale) return;
    sheet.drawnAt = scale;
    sheet.task?.cancel();
    const page = await pdf.getPage(number);
    const viewport = page.getViewport({ scale: measure(sheet, page) });
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
    markOn(sheet, number);
  }
  function markOn({ words }: Sheet, number: number): void {
    if (words === null) return;
    for (const mark of words.querySelectorAll('mark')) mark.replaceWith(mark.textContent ?? '');
    words.normalize();
    if (term === '') return;
    for (const span of words.querySelectorAll('span')) markIn(span, term);
    if (number === hereOn) words.querySelector('mark')?.classList.add('here');
  }

  function look(): void {
    const window_ = element.getBoundingClientRect();
    const middle = window_.top + window_.height / 2;
    sheets.forEach((sheet, index) => {
      const box = sheet.element.getBoundingClientRect();
      if (box.top <= middle && box.bottom >= middle) at(index + 1);
      const shown = Math.min(box.bottom, window_.bottom) - Math.max(box.top, window_.top);
      if (shown < enough * Math.min(box.height, window_.height) || counted.has(index)) return;
      counted.add(index);
      seen(index + 1);
    });
  }
  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (isIntersecting) void draw(sheets.findIndex((sheet) => sheet.element === target) + 1);
      }
      look();
    },
    { root: element, rootMargin: '600px 0px' },
  );
  element.addEventListener('scroll', look, { passive: true });

  /** All pages take the room of the first until they are drawn: most documents have one size. */
  function layOut(): void {
    const top = element.scrollTop / Math.max(1, element.scrollHeight);
    for (const sheet of sheets) {
      measure(sheet, first);
      near.unobserve(sheet.element);
      near.observe(sheet.element);
    }
    element.scrollTop = top * element.scrollHeight;
  }
  let width = 0;
  new ResizeObserver(() => {
    if (element.clientWidth === width) return;
    width = element.clientWidth;
    for (const sheet of sheets) sheet.drawnAt = null;
    layOut();
  }).observe(element);

  return {
    element,
    setScale(to) {
      scale = to;
      layOut();
    },
    show(page) {
      sheets[page - 1]?.element.scrollIntoView({ block: 'start' });
    },
    mark(wanted, here) {
      term = wanted.toLowerCase();
      hereOn = here;
      sheets.forEach((sheet, index) => markOn(sheet, index + 1));
    },
  };
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
