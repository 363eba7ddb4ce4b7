/**
 * A ready tab may leave it to another one to find an id: "an id from ReplayThePast" is the first id of what that tab answered
 * last. So each tab runs as it stands, as soon as the one that it names has run.
 */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

const wanted = /^an id from (\w+)$/;
const answers = new Map<string, string>();

function firstId(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const { id } = value as { readonly id?: unknown };
  if (typeof id === 'string') return id;
  for (const part of Object.values(value)) {
    const found = firstId(part);
    if (found !== null) return found;
  }
  return null;
}

export function rememberId(operation: string | undefined, answer: unknown): void {
  const id = firstId((answer as { readonly data?: unknown } | null)?.data);
  if (operation !== undefined && id !== null) answers.set(operation, id);
}

export type Filled = { readonly variables: Json } | { readonly runFirst: string };

/** The variables with their ids, or the tab that must run before. */
export function withIds(variables: Json): Filled {
  if (typeof variables === 'string') {
    const tab = wanted.exec(variables)?.[1];
    if (tab === undefined) return { variables };
    const id = answers.get(tab);
    return id === undefined ? { runFirst: tab } : { variables: id };
  }
  if (typeof variables !== 'object' || variables === null) return { variables };
  const parts: [string, Json][] = [];
  for (const [name, part] of Object.entries<Json>(variables)) {
    const filled = withIds(part);
    if ('runFirst' in filled) return filled;
    parts.push([name, filled.variables]);
  }
  return { variables: Array.isArray(variables) ? parts.map(([, part]) => part) : Object.fromEntries(parts) };
}
