/** By what documents name things, beyond any one workspace. */

export const namedKinds = ['agent', 'team', 'list', 'flow', 'route', 'router'] as const;
export type NamedKind = (typeof namedKinds)[number];
export type WantedNames = Readonly<Record<NamedKind, ReadonlySet<string>>>;

/** A thing by its name, told as it was asked for: agents by their address in small letters. */
export interface NamedThing {
  readonly kind: NamedKind;
  readonly name: string;
  readonly id: string;
}

export interface NameStore {
  /** What goes by these names. */
  find(wanted: Partial<WantedNames>): Promise<readonly NamedThing[]>;
  /** By what these ids are known; one that is gone is absent. */
  tell(ids: Readonly<Record<NamedKind, readonly string[]>>): Promise<readonly NamedThing[]>;
}
