/** The round button in the corner with its badge, and the bubble beside it that may be sent away for good. */
import { unreadCount, type State } from '../state';
import { button, el, icon, setText, show } from './dom';
import type { Desk, View } from './view';

export interface Launcher extends View {
  focus(): void;
}

/** The first thing that the dialog says: what the bubble shows. */
function firstWords(state: State): string {
  return state.entries.find((entry) => entry.author === 'BOT')?.text ?? '';
}

export function createLauncher(desk: Desk, dismissPoke: () => void): Launcher {
  const { words } = desk;
  const badge = el('span', { class: 'badge', 'aria-hidden': 'true' });
  const opened = icon('down');
  const closed = icon('chat');
  const press = button(
    { class: 'launcher', 'aria-expanded': 'false', 'aria-haspopup': 'dialog' },
    () => (desk.store.state.isOpen ? desk.close() : desk.open()),
    closed,
    badge,
  );
  const pokeText = el('span', { class: 'poke-text' });
  const poke = el(
    'div',
    { class: 'poke' },
    button({ class: 'poke-open' }, desk.open, pokeText),
    button(
      { class: 'poke-dismiss', 'aria-label': words.dismissPoke, title: words.dismissPoke },
      dismissPoke,
      icon('close'),
    ),
  );

  return {
    element: el('div', { class: 'dock' }, poke, press),
    focus: () => press.focus(),
    update(state) {
      const unread = state.isOpen ? 0 : unreadCount(state);
      const isWaited = state.standing?.isEngaged === true || state.isPoking;
      show(badge, unread > 0 && isWaited);
      setText(badge, unread > 9 ? '9+' : String(unread));
      const label = state.isOpen ? words.close : words.open(state.look?.label ?? '');
      press.setAttribute('aria-label', unread > 0 && isWaited ? `${label}. ${words.unread(unread)}` : label);
      press.setAttribute('aria-expanded', String(state.isOpen));
      const drawing = state.isOpen ? opened : closed;
      if (press.firstChild !== drawing) press.replaceChild(drawing, press.firstChild ?? drawing);
      setText(pokeText, firstWords(state));
      show(poke, state.isPoking && !state.isOpen && pokeText.textContent !== '');
    },
  };
}
