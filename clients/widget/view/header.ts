/** Whom the visitor is with and how things stand, in words; the menu and the way out. */
import { stageOf, type State } from '../state';
import type { Words } from '../words/words';
import { avatar } from './avatar';
import { button, el, icon, setText } from './dom';
import { Menu } from './menu';
import type { Desk, View } from './view';

export interface Header extends View {
  readonly menu: Menu;
  readonly titleId: string;
}

export function standingInWords(state: State, words: Words): string {
  const chat = state.standing?.liveChat ?? null;
  const name = chat?.agentName ?? words.somebody;
  if (state.line !== 'CONNECTED') return words.reconnecting;
  switch (stageOf(state.standing)) {
    case 'WAITING':
      return chat?.place == null ? words.finding : words.queue.place(chat.place);
    case 'CHATTING':
      return words.joined(name);
    case 'ENDED':
      if (chat?.state === 'MISSED') return words.nobodyFree;
      return words.ended;
    default:
      return chat?.state === 'MISSED' ? words.nobodyFree : words.automatic;
  }
}

/** Once somebody has joined, the chat is theirs to the end. */
function agentOf(state: State): { name: string; picture: string | null } | null {
  const chat = state.standing?.liveChat;
  return chat?.agentName ? { name: chat.agentName, picture: chat.agentAvatarUrl } : null;
}

function closeButton({ words, close }: Desk): HTMLElement {
  return button({ class: 'icon-button', 'aria-label': words.close, title: words.close }, close, icon('close'));
}

export function createHeader(desk: Desk): Header {
  const titleId = 'parley-title';
  const picture = el('div', { class: 'header-picture' });
  const title = el('h2', { class: 'title', id: titleId });
  const standing = el('p', { class: 'standing', role: 'status' });
  const menu = new Menu(desk);
  let shownPicture = '';

  function updatePicture(state: State): void {
    const agent = agentOf(state);
    const key = agent ? `${agent.name} ${agent.picture}` : '';
    if (key === shownPicture) return;
    shownPicture = key;
    picture.replaceChildren(...(agent ? [avatar(agent.name, agent.picture)] : []));
  }

  return {
    menu,
    titleId,
    element: el(
      // No <header>: on many pages that would be a second banner.
      'div',
      { class: 'header' },
      picture,
      el('div', { class: 'header-words' }, title, standing),
      menu.element,
      ...(desk.isInline ? [] : [closeButton(desk)]),
    ),
    update(state) {
      updatePicture(state);
      setText(title, agentOf(state)?.name ?? state.look?.label ?? '');
      setText(standing, standingInWords(state, desk.words));
      menu.update(state);
    },
  };
}
