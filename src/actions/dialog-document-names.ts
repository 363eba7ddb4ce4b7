/**
 * By what a document names things, and which things these are here. Names are gathered before the document is read, and found
 * in one round trip.
 */
import type { AgentId, DialogId, ListId, RouteId, RouterId, TeamId } from '../routing/terms';
import { cleanName } from '../routing/text';
import { readKey } from './dialog-settings';
import { type NamedKind, namedKinds, type WantedNames } from './name-ports';
import type { Transaction } from './ports';
import type { ShapeReading } from './shapes';

/** What a name stands for; none, or several of the same name, is a fault of the document. */
export interface Names {
  agent(email: string, reading: ShapeReading): AgentId | null;
  team(name: string, reading: ShapeReading): TeamId | null;
  list(name: string, reading: ShapeReading): ListId;
  flow(key: string, reading: ShapeReading): DialogId;
  route(name: string, reading: ShapeReading): RouteId | null;
  router(name: string, reading: ShapeReading): RouterId | null;
}

/** Every name in a document, without knowing what it is a document of: the depth is bounded, so this may recurse. */
export function namesIn(document: unknown): WantedNames {
  const wanted = {
    agent: new Set<string>(),
    team: new Set<string>(),
    list: new Set<string>(),
    flow: new Set<string>(),
    route: new Set<string>(),
    router: new Set<string>(),
  };
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === 'object' && value !== null) {
      for (const [name, part] of Object.entries(value)) {
        const kind = namedKinds.find((one) => one === name);
        if (kind !== undefined && typeof part === 'string') wanted[kind].add(spelled(kind, part));
        else walk(part);
      }
    }
  };
  walk(document);
  return wanted;
}

/** As the database compares it: it takes no control characters, and half a surrogate pair is none of its letters. */
function spelled(kind: NamedKind, name: string): string {
  const clean = cleanName(name);
  if (kind === 'flow') {
    const key = readKey(clean, []);
    return key.ok ? key.value : '';
  }
  return kind === 'team' ? clean : clean.toLowerCase();
}

const told = {
  agent: 'agent',
  team: 'team',
  list: 'list',
  flow: 'flow',
  route: 'route',
  router: 'external router',
} as const;
const howTo = {
  agent: 'Create the agent first, or name another one by its e-mail address.',
  team: 'Create it first, or name another one.',
  list: 'Create it first, or name another one.',
  flow: 'Put it into the document, or import it first.',
  route: 'Create it first, or name another one.',
  router: 'Create it first, or name another one.',
} as const;

/** `flows`: those that the document itself brings, by key. */
export async function findNames(
  tx: Transaction,
  wanted: WantedNames,
  flows: ReadonlyMap<string, DialogId>,
): Promise<Names> {
  const isAsked = namedKinds.some((kind) => wanted[kind].size > 0);
  const things = isAsked ? await tx.names.find(wanted) : [];
  const byName = new Map<string, string[]>();
  for (const { kind, name, id } of things)
    byName.set(`${kind} ${name}`, [...(byName.get(`${kind} ${name}`) ?? []), id]);
  const idOf = (kind: NamedKind, name: string, { faults, field }: ShapeReading): string | null => {
    const spelling = spelled(kind, name);
    const own = kind === 'flow' ? flows.get(spelling) : undefined;
    const [id, ...more] = own === undefined ? (byName.get(`${kind} ${spelling}`) ?? []) : [own];
    const shown = cleanName(name).slice(0, 200);
    if (id === undefined) faults.add(`There is no ${told[kind]} “${shown}” here. ${howTo[kind]}`, field);
    if (more.length > 0) faults.add(`Several ${told[kind]}s are called “${shown}”. Rename all but one.`, field);
    return id ?? null;
  };
  return {
    agent: (email, reading) => idOf('agent', email, reading) as AgentId | null,
    team: (name, reading) => idOf('team', name, reading) as TeamId | null,
    // Nothing has this id; the fault keeps it from being stored.
    list: (name, reading) => (idOf('list', name, reading) ?? '') as ListId,
    flow: (key, reading) => (idOf('flow', key, reading) ?? '') as DialogId,
    route: (name, reading) => idOf('route', name, reading) as RouteId | null,
    router: (name, reading) => idOf('router', name, reading) as RouterId | null,
  };
}
