/**
 * Signs in as the demo's administrator, where there is a demo: its sign-ins are public by purpose. Without one the headers
 * say what to put in. A session is kept for the next visit and replaced where the server does not know it any more.
 */
import type { Surroundings } from './tabs';

interface DemoPerson {
  readonly email: string;
  readonly password: string;
  readonly role?: string;
}

export interface SignedIn extends Surroundings {
  readonly token: string | null;
}

const kept = 'parley:graphiql:token';
const nobody: SignedIn = { token: null, agentIds: [], dialogIds: [], ring: null };

async function ask<T>(query: string, variables: unknown, token: string | null): Promise<T | null> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  return ((await response.json()) as { data?: T | null }).data ?? null;
}

async function demoAdmin(): Promise<DemoPerson | null> {
  const response = await fetch('/demo/config.json', { headers: { accept: 'application/json' } });
  if (!response.ok) return null;
  const { people } = (await response.json()) as { readonly people?: readonly DemoPerson[] };
  return people?.find(({ role }) => /admin/i.test(role ?? '')) ?? null;
}

interface Seen {
  readonly viewer: { readonly kind: string } | null;
  readonly agents: { readonly nodes: readonly { readonly id: string }[] } | null;
  readonly dialogs: { readonly nodes: readonly { readonly id: string }[] } | null;
  readonly roundRobinPools: readonly { id: string; kind: string; order: readonly { id: string }[] }[] | null;
}

const look =
  '{ viewer { kind } agents(first: 20) { nodes { id } } dialogs(first: 1) { nodes { id } } roundRobinPools { id kind order { id } } }';
const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }';

async function lookAround(token: string): Promise<SignedIn | null> {
  const seen = await ask<Seen>(look, {}, token);
  if (!seen?.viewer) return null;
  const ring = seen.roundRobinPools?.find(({ kind }) => kind === 'WORKSPACE');
  return {
    token,
    agentIds: seen.agents?.nodes.map(({ id }) => id) ?? [],
    dialogIds: seen.dialogs?.nodes.map(({ id }) => id) ?? [],
    ring: ring ? { poolId: ring.id, agentIds: ring.order.map(({ id }) => id) } : null,
  };
}

export async function signInAsDemoAdmin(): Promise<SignedIn> {
  try {
    const before = localStorage.getItem(kept);
    const known = before === null ? null : await lookAround(before);
    if (known) return known;
    const admin = await demoAdmin();
    if (!admin) return nobody;
    const input = { email: admin.email, password: admin.password };
    const answer = await ask<{ signIn: { token: string | null } }>(signIn, { input }, null);
    const token = answer?.signIn.token ?? null;
    if (token === null) return nobody;
    refreshKeptTabs(before, token);
    localStorage.setItem(kept, token);
    return (await lookAround(token)) ?? { ...nobody, token };
  } catch {
    // No server, or no storage: GraphiQL itself says the rest.
    return nobody;
  }
}

/** GraphiQL keeps its tabs with their headers: an ended session would stay in them for ever. */
function refreshKeptTabs(before: string | null, token: string): void {
  if (before === null) return;
  for (const name of Object.keys(localStorage)) {
    const text = name.startsWith('graphiql:') ? localStorage.getItem(name) : null;
    if (text?.includes(before)) localStorage.setItem(name, text.replaceAll(before, token));
  }
}
