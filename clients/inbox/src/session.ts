/** Who is signed in on this browser. */
import type { ParleyStorage } from '../../sdk/storage';
import { readJson, writeJson } from '../../sdk/storage';

export interface Session {
  readonly token: string;
  readonly agentId: string;
}

const key = 'parley.inbox.session';

/** localStorage, or nothing where the browser refuses it: then a reload signs out. */
export function browserStorage(): ParleyStorage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

export function storedSession(): Session | null {
  const value = readJson(browserStorage(), key) as Partial<Session> | null;
  return typeof value?.token === 'string' && typeof value.agentId === 'string' ? (value as Session) : null;
}

export function storeSession(session: Session | null): void {
  writeJson(browserStorage(), key, session);
}
