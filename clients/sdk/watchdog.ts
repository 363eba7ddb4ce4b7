/**
 * Notices a line that is dead without saying so: a laptop that slept, a network that changed, a proxy that forgot. A ping
 * goes out when the line was silent for a while; no pong in time, or a socket that does not get ready in time, is cut.
 */
import type { Client } from 'graphql-ws';

export function createWatchdog(client: Client, patienceMs: number): { readonly stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const calm = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const watch = (): void => {
    calm();
    timer = setTimeout(() => client.terminate(), patienceMs);
  };
  client.on('connecting', watch);
  client.on('connected', calm);
  client.on('closed', calm);
  client.on('ping', (received) => {
    if (!received) watch();
  });
  client.on('pong', (received) => {
    if (received) calm();
  });
  return { stop: calm };
}
