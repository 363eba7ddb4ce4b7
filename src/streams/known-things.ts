import type { DialogId, RouteStep } from '../routing/terms';
import type { Script } from './script';

/** What the stream may refer to. Only what it does refer to needs to be in there: see `referencesOf`. */
export interface KnownThings {
  /** Names by `attributeKey`. */
  readonly attributes: { has(key: string): boolean };
  /** Agents who are active. */
  readonly agentIds: { has(id: string): boolean };
  readonly teamIds: { has(id: string): boolean };
  /** Absent: lists are not checked. */
  readonly listIds?: { has(id: string): boolean };
  /** The steps of named routes by id, with those of the routes that they name. Absent: routes are not checked. */
  readonly routes?: ReadonlyMap<string, readonly RouteStep[]>;
  /** Absent: external routers are not checked. */
  readonly routerIds?: { has(id: string): boolean };
  /** The cards of published flows by id, with those of the flows that these play. Absent: flows are not checked. */
  readonly flows?: ReadonlyMap<string, Script>;
  /** The dialog whose stream it is. Absent: its id is unknown and its language is English. */
  readonly own?: {
    readonly dialogId: DialogId;
    readonly language: string;
    readonly fallbackLanguages: readonly string[];
  };
}
