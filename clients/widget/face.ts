/**
 * One conversation on the page: in the corner as a panel that opens, or inside the page as a part of it. All of them share the
 * session, the socket and the clock; each has a state of its own.
 */
import { usableLanguages } from './browser-owner';
import { Flow } from './flow';
import type { Graph } from './graph';
import type { Look, Side } from './chat';
import type { Memory } from './memory';
import { createStage, type Stage } from './mount';
import { initialState, type State } from './state';
import { createStore, type Store } from './store';
import { Panel } from './view/panel';
import { createReader } from './view/reader';
import type { Desk } from './view/view';
import type { Visit } from './visit';
import type { Language } from './words/choose';

export interface PageParts {
  readonly server: string;
  readonly side: Side | null;
  readonly theme: string | null;
  readonly language: Language;
  readonly graph: Graph;
  readonly look: Promise<Look>;
  readonly visit: Visit;
  readonly newId: () => string;
}

export interface FaceParts {
  readonly page: PageParts;
  readonly memory: Memory;
  readonly start: Partial<State>;
  /** Null: in the corner. */
  readonly within: Element | null;
  readonly open: () => void;
  readonly close: () => void;
  readonly startAnew: () => void;
}

export interface Face {
  readonly store: Store;
  readonly flow: Flow;
  readonly desk: Desk;
  readonly stage: Stage;
  readonly panel: Panel;
}

/** Dates are written as the browser's owner writes them, where that is the same language. */
function localeFor(tag: string): string {
  const own = usableLanguages(navigator.languages).find((each) => each.split('-')[0] === tag.split('-')[0]);
  return tag.startsWith('zh') ? tag : (own ?? tag);
}

export function createFace({ page, memory, start, within, open, close, startAnew }: FaceParts): Face {
  const { graph, look, visit, newId, language, theme, server, side } = page;
  const { words, tag } = language;
  const store = createStore({ ...initialState, ...start });
  const flow = new Flow({ graph, store, memory, words, look, visit, newId, pageUrl: () => location.href });
  const stage = createStage({ theme, language: tag, within });
  const desk: Desk = {
    store,
    flow,
    words,
    locale: localeFor(tag),
    isInline: within !== null,
    now: graph.parley.clock.now,
    open,
    close,
    read: createReader(stage.frame, { server, theme, language: tag, words }),
  };
  const panel = new Panel({
    desk,
    draft: memory.read().draft ?? '',
    keepDraft: (draft) => memory.write({ draft }),
    startAnew,
  });
  stage.frame.append(panel.element);
  store.listen((state, before) => {
    if (state.look !== null && state.look !== before.look) stage.dress(state.look, side);
    panel.update(state);
  });
  return { store, flow, desk, stage, panel };
}
