/** Where the agent is: in the address, so that a phone's back gesture leaves a chat and a reload stays in it. */
import { useCallback, useSyncExternalStore } from 'react';

export interface Route {
  readonly conversationId: string | null;
  /** On narrow screens the visitor's pane covers the chat. */
  readonly showsVisitor: boolean;
}

const pattern = /^#\/chat\/([^/]+)(\/visitor)?$/;

function read(): string {
  return window.location.hash;
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

export function parseRoute(hash: string): Route {
  const match = pattern.exec(hash);
  return {
    conversationId: match?.[1] === undefined ? null : decodeURIComponent(match[1]),
    showsVisitor: match?.[2] !== undefined,
  };
}

export function addressOf({ conversationId, showsVisitor }: Route): string {
  if (conversationId === null) return '#/';
  return `#/chat/${encodeURIComponent(conversationId)}${showsVisitor ? '/visitor' : ''}`;
}

/** From one chat to another replaces; into and out of one is a step that can be gone back. */
export function navigate(to: Route): void {
  const from = parseRoute(read());
  const address = addressOf(to);
  if (address === read()) return;
  const sideways = from.conversationId !== null && to.conversationId !== null && from.showsVisitor === to.showsVisitor;
  if (sideways) window.history.replaceState(null, '', address);
  else window.history.pushState(null, '', address);
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}

export function useRoute(): [Route, (to: Route) => void] {
  const hash = useSyncExternalStore(subscribe, read);
  const go = useCallback(navigate, []);
  return [parseRoute(hash), go];
}
