/**
 * The visitor's widget, started by one script tag:
 *
 *   <script src="https://chat.example/widget.js" data-workspace="wk_…" defer></script>
 *
 * `data-dialog` asks for a certain dialog, `data-side` (left, right), `data-theme` (light, dark) and `data-lang`
 * (en, sv, nl, it, zh-Hans, zh-Hant) override what the workspace, the system and the page say. `window.Parley` opens, closes and starts it from the page, and
 * starts flows: `Parley.startFlow('ask-for-a-demo', { attributes: { company: 'Nord' }, delivery: 'inline', target: '#demo' })`.
 * The same without a script: `data-parley-flow="ask-for-a-demo"` on anything to click, `data-parley-flow-form` on a form.
 */
import { announce } from './announce';
import type { Side } from './chat';
import { createFace, type PageParts } from './face';
import { createGraph } from './graph';
import { createMemory } from './memory';
import { identifyVisitor, type SignedIdentity } from '../sdk/identify';
import { createPageFlows, type StartFlow } from './page-flows';
import { type PageWord, readPageWord, warn } from './page-word';
import { patiently } from './patience';
import { createPoke } from './poke';
import { createSound } from './sound';
import { show } from './view/dom';
import { createLauncher } from './view/launcher';
import { createVisit } from './visit';
import { chooseLanguage } from './words/choose';

export interface ParleyApi {
  open(): void;
  close(): void;
  /** Opens the panel with this dialog; without an id, with the one that fits the page. */
  start(dialogId?: string): void;
  /** Starts a published flow by its key or id, in the corner or inside the page. */
  readonly startFlow: StartFlow;
  /** Says who sits there, signed by the page's own server. False where the signature does not fit; the console says why. */
  identify(identity: SignedIdentity): Promise<boolean>;
}

declare global {
  interface Window {
    Parley?: ParleyApi;
  }
}

export interface WidgetOptions {
  readonly server: string;
  readonly workspaceKey: string;
  readonly dialogId: string | null;
  /** What the page knows of the visitor. */
  readonly attributes: PageWord;
  readonly side: Side | null;
  readonly theme: string | null;
  readonly language: string | null;
}

/** 128 bits of chance; `randomUUID` is there on secure pages alone. */
function randomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function startWidget(options: WidgetOptions): ParleyApi {
  const language = chooseLanguage([options.language, document.documentElement.lang, navigator.language]);
  const memory = createMemory(options.workspaceKey);
  const graph = createGraph({
    url: options.server,
    workspaceKey: options.workspaceKey,
    attributes: options.attributes,
    storage: memory.storage,
    keepToken: (visitorToken) => memory.write({ visitorToken }),
  });
  const page: PageParts = {
    ...options,
    language,
    graph,
    look: patiently(() => graph.begin(memory.read().visitorToken ?? null)),
    visit: createVisit(randomKey()),
    newId: randomKey,
  };
  const { store, flow, desk, stage, panel } = createFace({
    page,
    memory,
    start: { hasSound: memory.read().isMuted !== true, isOpen: memory.wasOpen() },
    within: null,
    open: () => setOpen(true),
    close: () => setOpen(false),
    startAnew: () => void flow.startAnew(options.dialogId),
  });
  const poke = createPoke(store, memory);
  const launcher = createLauncher(desk, () => {
    poke.dismiss();
    launcher.focus();
  });

  function setOpen(isOpen: boolean): void {
    if (store.state.isOpen === isOpen) return;
    memory.setOpen(isOpen);
    store.change((state) => ({ ...state, isOpen, isPoking: false }));
    if (isOpen) {
      flow.markRead();
      panel.focus();
    } else launcher.focus();
  }

  stage.frame.append(launcher.element);
  show(stage.frame, false);
  store.listen((state, before) => {
    // Where no dialog fits this page there is nothing to open.
    show(stage.frame, state.look !== null && state.standing !== null);
    launcher.update(state);
    if (state.hasSound !== before.hasSound) memory.write({ isMuted: !state.hasSound });
  });
  announce({ store, flow, sound: createSound(stage.frame), connection: graph.parley.connection });
  panel.update(store.state);
  launcher.update(store.state);
  void flow.begin(options.dialogId);
  addEventListener('pagehide', () => flow.leave());

  return {
    open: () => setOpen(true),
    close: () => setOpen(false),
    start(dialogId) {
      void flow.startAnew(dialogId ?? options.dialogId);
      setOpen(true);
    },
    identify: async (identity) => {
      await page.look;
      const why = await identifyVisitor(graph.parley.request, identity);
      if (why !== null) warn(why);
      return why === null;
    },
    startFlow: createPageFlows({ page, corner: { flow, store }, openCorner: () => setOpen(true) }),
  };
}

function boot(): void {
  const script = document.currentScript;
  if (!(script instanceof HTMLScriptElement) || window.Parley) return;
  const { workspace, dialog, side, theme, lang, attributes } = script.dataset;
  if (!workspace) {
    // The one thing worth telling whoever builds the page: nothing else would show why there is no widget.
    // eslint-disable-next-line no-console
    console.warn('Parley: add data-workspace="wk_…" (the workspace’s public key) to the widget’s script tag.');
    return;
  }
  const begin = (): void => {
    window.Parley = startWidget({
      server: new URL('/graphql', script.src).href,
      workspaceKey: workspace,
      dialogId: dialog || null,
      attributes: readPageWord(attributes, 'data-attributes'),
      side: side === 'left' ? 'LEFT' : side === 'right' ? 'RIGHT' : null,
      theme: theme ?? null,
      language: lang ?? null,
    });
  };
  if (document.body) begin();
  else addEventListener('DOMContentLoaded', begin, { once: true });
}

boot();
