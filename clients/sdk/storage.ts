/** Where unsent messages survive a reload: `localStorage`, `sessionStorage` or anything alike. */
export interface ParleyStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/**
 * A storage that may refuse (private windows, full quotas, blocked third parties) must never break a chat: what cannot
 * be stored is forgotten at the reload, nothing else.
 */
export function readJson(storage: ParleyStorage | null, key: string): unknown {
  try {
    const text = storage?.getItem(key);
    return text === null || text === undefined ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

export function writeJson(storage: ParleyStorage | null, key: string, value: unknown): void {
  try {
    if (value === null) storage?.removeItem(key);
    else storage?.setItem(key, JSON.stringify(value));
  } catch {
    // See above: the message is still in memory.
  }
}
