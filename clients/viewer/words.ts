/** What the reader says itself, in the languages of the widget. */
export interface ReaderWords {
  readonly page: (page: number, of: number) => string;
  readonly pages: string;
  readonly find: string;
  readonly hits: (at: number, of: number) => string;
  readonly noHits: string;
  readonly next: string;
  readonly previous: string;
  readonly larger: string;
  readonly smaller: string;
  readonly download: string;
}

export const readerWords: Readonly<Record<string, ReaderWords>> = {
  en: {
    page: (page, of) => `Page ${page} of ${of}`,
    pages: 'Pages',
    find: 'Search the document',
    hits: (at, of) => `${at} of ${of}`,
    noHits: 'Not found',
    next: 'Next place',
    previous: 'Previous place',
    larger: 'Larger',
    smaller: 'Smaller',
    download: 'Download',
  },
  sv: {
    page: (page, of) => `Sida ${page} av ${of}`,
    pages: 'Sidor',
    find: 'Sök i dokumentet',
    hits: (at, of) => `${at} av ${of}`,
    noHits: 'Finns inte',
    next: 'Nästa ställe',
    previous: 'Föregående ställe',
    larger: 'Större',
    smaller: 'Mindre',
    download: 'Ladda ner',
  },
  nl: {
    page: (page, of) => `Pagina ${page} van ${of}`,
    pages: 'Pagina’s',
    find: 'Zoek in het document',
    hits: (at, of) => `${at} van ${of}`,
    noHits: 'Niet gevonden',
    next: 'Volgende plek',
    previous: 'Vorige plek',
    larger: 'Groter',
    smaller: 'Kleiner',
    download: 'Downloaden',
  },
  it: {
    page: (page, of) => `Pagina ${page} di ${of}`,
    pages: 'Pagine',
    find: 'Cerca nel documento',
    hits: (at, of) => `${at} di ${of}`,
    noHits: 'Non trovato',
    next: 'Punto successivo',
    previous: 'Punto precedente',
    larger: 'Ingrandisci',
    smaller: 'Riduci',
    download: 'Scarica',
  },
  'zh-Hans': {
    page: (page, of) => `第 ${page} 页，共 ${of} 页`,
    pages: '页面',
    find: '在文档中搜索',
    hits: (at, of) => `${at} / ${of}`,
    noHits: '未找到',
    next: '下一处',
    previous: '上一处',
    larger: '放大',
    smaller: '缩小',
    download: '下载',
  },
  'zh-Hant': {
    page: (page, of) => `第 ${page} 頁，共 ${of} 頁`,
    pages: '頁面',
    find: '在文件中搜尋',
    hits: (at, of) => `${at} / ${of}`,
    noHits: '找不到',
    next: '下一處',
    previous: '上一處',
    larger: '放大',
    smaller: '縮小',
    download: '下載',
  },
};
