/**
 * Flows that the page starts: by a call, by a click on an element with `data-parley-flow`, by sending a form with
 * `data-parley-flow-form`. They open in the corner or stand inside the page, as often as they are started.
 */
import type { FlowStartInput } from '../sdk/generated/graphql';
import { createFace, type Face, type PageParts } from './face';
import { announceLine } from './announce';
import { forgetful } from './memory';
import { attributeInputs, type PageWord, readPageWord, warn } from './page-word';
import { stageOf } from './state';

export interface FlowOptions {
  /** What the page knows of the visitor, by the names of attributes. */
  readonly attributes?: PageWord;
  readonly delivery?: 'popup' | 'inline';
  /** Where an inline flow stands: an element, or a selector of one. */
  readonly target?: Element | string;
}

/** Answers whether the flow is shown: not while the chat is switched off, or people talk in the corner already. */
export type StartFlow = (keyOrId: string, options?: FlowOptions) => Promise<boolean>;

export interface PageFlowsParts {
  readonly page: PageParts;
  readonly corner: Pick<Face, 'flow' | 'store'>;
  readonly openCorner: () => void;
}

function elementOf(target: Element | string | undefined): Element {
  const found = typeof target === 'string' ? document.querySelector(target) : target;
  if (!found) throw new Error('An inline flow needs a target: an element of this page, or a selector of one.');
  return found;
}

/** Keys are short words that authors give; an id is a long opaque text. */
function inputOf(keyOrId: string, { attributes = {} }: FlowOptions, newId: () => string): FlowStartInput {
  const isId = /^[A-Za-z0-9+/]{20,}={0,2}$/.test(keyOrId) && /^Dialog:/.test(decoded(keyOrId));
  return {
    ...(isId ? { flowId: keyOrId } : { flowKey: keyOrId }),
    attributes: attributeInputs(attributes),
    pageUrl: location.href,
    clientFlowId: newId(),
  };
}

function decoded(text: string): string {
  try {
    return atob(text);
  } catch {
    return '';
  }
}

export function createPageFlows({ page, corner, openCorner }: PageFlowsParts): StartFlow {
  const inline = new Map<Element, Face>();

  async function startInCorner(keyOrId: string, options: FlowOptions): Promise<boolean> {
    const isTalking = ['WAITING', 'CHATTING'].includes(stageOf(corner.store.state.standing));
    // Nobody loses the person they are talking to because a button was pressed.
    const isShown = isTalking
      ? false
      : await corner.flow.startFlow({
          ...inputOf(keyOrId, options, page.newId),
          delivery: 'POPUP',
          visit: page.visit.tell(),
        });
    if (isShown || isTalking) openCorner();
    return isShown;
  }

  function faceAt(place: Element, again: () => void): Face {
    const known = inline.get(place);
    if (known?.stage.root.host.isConnected) return known;
    const face = createFace({
      page,
      memory: forgetful(),
      start: { isOpen: true, hasSound: false },
      within: place,
      open: () => undefined,
      close: () => undefined,
      startAnew: again,
    });
    announceLine(face.store, page.graph.parley.connection);
    inline.set(place, face);
    return face;
  }

  async function startInside(keyOrId: string, options: FlowOptions): Promise<boolean> {
    const place = elementOf(options.target);
    const face = faceAt(place, () => void start(keyOrId, options));
    const input = { ...inputOf(keyOrId, options, page.newId), visit: page.visit.tell() };
    return face.flow.startFlow({ ...input, delivery: 'INLINE' });
  }

  const start: StartFlow = async (keyOrId, options = {}) => {
    try {
      return await (options.delivery === 'inline' ? startInside(keyOrId, options) : startInCorner(keyOrId, options));
    } catch (error) {
      warn(error);
      return false;
    }
  };
  listenTo(start);
  return start;
}

function listenTo(start: StartFlow): void {
  document.addEventListener('click', (event) => {
    const element = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-parley-flow]') : null;
    const key = element?.dataset.parleyFlow;
    if (!element || !key) return;
    event.preventDefault();
    void start(key, { ...placeOf(element), attributes: attributesOf(element) });
  });
  document.addEventListener('submit', (event) => {
    const form = event.target;
    const key = form instanceof HTMLFormElement ? form.dataset.parleyFlowForm : undefined;
    if (!(form instanceof HTMLFormElement) || !key) return;
    event.preventDefault();
    void start(key, { ...placeOf(form), attributes: { ...attributesOf(form), ...fieldsOf(form) } });
  });
}

/** `data-parley-target` names where an inline flow stands; without it the flow opens in the corner. */
function placeOf({ dataset }: HTMLElement): Pick<FlowOptions, 'delivery' | 'target'> {
  const target = dataset.parleyTarget;
  return target ? { delivery: 'inline', target } : { delivery: 'popup' };
}

function attributesOf({ dataset }: HTMLElement): PageWord {
  return readPageWord(dataset.parleyAttributes, 'data-parley-attributes');
}

/** Of a form only what the page marks goes out: `data-parley-attribute="firstName"` on a field. Never a password. */
function fieldsOf(form: HTMLFormElement): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const field of form.querySelectorAll<HTMLInputElement>('[data-parley-attribute]')) {
    const name = field.dataset.parleyAttribute;
    const isChosen = !['checkbox', 'radio'].includes(field.type) || field.checked;
    if (name && isChosen && field.type !== 'password' && field.value.trim() !== '') fields[name] = field.value.trim();
  }
  return fields;
}
