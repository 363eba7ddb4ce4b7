/** The slim lines under the header when something is wrong, and the way to the privacy page. */
import type { State } from '../state';
import { el, setText, show } from './dom';
import type { Desk, View } from './view';

export interface Lines extends View {
  readonly privacy: HTMLElement;
}

export function createLines({ words }: Desk): Lines {
  const line = el('p', { class: 'line', role: 'status' });
  const notice = el('p', { class: 'line', role: 'alert' });
  const privacy = el('a', { class: 'privacy', target: '_blank', rel: 'noopener noreferrer' }, words.privacy);

  return {
    privacy,
    element: el('div', {}, line, notice),
    update(state: State) {
      const isBroken = state.line !== 'CONNECTED';
      show(line, isBroken);
      setText(line, isBroken ? (state.line === 'OFFLINE' ? words.offline : words.reconnecting) : '');
      show(notice, state.notice !== null);
      setText(notice, state.notice ?? '');
      const address = state.look?.privacyUrl ?? '';
      const isSafe = /^https?:\/\//i.test(address);
      show(privacy, isSafe);
      if (isSafe) privacy.href = address;
    },
  };
}
