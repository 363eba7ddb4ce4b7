import type { Look } from './chat';
import type { Graph } from './graph';
import type { Memory } from './memory';
import type { Store } from './store';
import type { Visit } from './visit';
import type { Words } from './words/words';

/** What a flow works with. */
export interface FlowParts {
  readonly graph: Graph;
  readonly store: Store;
  readonly memory: Memory;
  readonly words: Words;
  /** The session's beginning, shared by everything on the page. */
  readonly look: Promise<Look>;
  readonly visit: Visit;
  readonly pageUrl: () => string;
  readonly newId: () => string;
}
