/** What the widget tells a visitor who looks elsewhere: a sound for a new message, and the line's state. */
import type { Connection } from '../sdk/socket';
import type { Store as Watched } from '../sdk/store';
import type { Flow } from './flow';
import type { Sound } from './sound';
import type { State } from './state';
import type { Store } from './store';

export interface AnnounceParts {
  readonly store: Store;
  readonly flow: Flow;
  readonly sound: Sound;
  readonly connection: Watched<Connection>;
}

function lastOfAgent(state: State): number {
  return state.messages.findLast((message) => message.author === 'AGENT')?.sequence ?? 0;
}

export function announce({ store, flow, sound, connection }: AnnounceParts): void {
  store.listen((state, before) => {
    const isSameChat = state.standing?.id === before.standing?.id;
    const isAway = !state.isOpen || document.visibilityState === 'hidden';
    if (isSameChat && isAway && state.hasSound && lastOfAgent(state) > lastOfAgent(before)) sound.play();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && store.state.isOpen) flow.markRead();
  });
  announceLine(store, connection);
}

/** The line under the header: reconnecting, offline. */
export function announceLine(store: Store, connection: Watched<Connection>): void {
  const showLine = (): void => {
    // The first connecting is no news; having lost what there was is.
    const isBroken =
      connection.getSnapshot().state === 'offline' ||
      (store.state.line !== 'CONNECTED' && connection.getSnapshot().state !== 'live');
    const line = !navigator.onLine ? 'OFFLINE' : isBroken ? 'RECONNECTING' : 'CONNECTED';
    store.change((state) => (state.line === line ? state : { ...state, line }));
  };
  connection.subscribe(showLine);
  addEventListener('offline', showLine);
  addEventListener('online', showLine);
}
