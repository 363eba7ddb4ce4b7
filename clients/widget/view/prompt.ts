/** The card that waits for the visitor. Its own text is a bubble above. */
import type { Prompt } from '../chat';
import { bookingCard } from './booking';
import type { Card } from './card';
import { el, show } from './dom';
import { infoCard } from './info';
import { messageCard } from './leave';
import { questionCard } from './question';
import type { Desk, View } from './view';

export interface PromptView extends View {
  /** The first thing to press or to fill in; null where no card waits. */
  control(): HTMLElement | null;
}

function cardFor(desk: Desk, prompt: Prompt, conversationId: string): Card {
  switch (prompt.kind) {
    case 'QUESTION':
      return questionCard(desk, prompt.responses, ({ key, label }) => void desk.flow.respond(key, label));
    case 'INFO':
      return infoCard(desk, prompt);
    case 'MEETING':
      return bookingCard(desk, prompt, conversationId);
    case 'MESSAGE':
      return messageCard(desk, prompt);
  }
}

export function createPrompt(desk: Desk): PromptView {
  const element = el('div', { class: 'prompt-place' });
  let card: Card | null = null;
  let shownKey: string | null = null;

  return {
    element,
    control: () => (element.hidden ? null : (card?.control() ?? null)),
    update(state) {
      const { standing, isOpen } = state;
      const prompt = standing?.status === 'OPEN' ? standing.prompt : null;
      // Free times are looked for when somebody looks at them.
      const isDue = prompt !== null && (prompt.kind !== 'MEETING' || isOpen || shownKey !== null);
      const key = isDue && standing ? `${standing.id} ${prompt.key}` : null;
      if (key !== shownKey) {
        shownKey = key;
        card = isDue && standing ? cardFor(desk, prompt, standing.id) : null;
        element.replaceChildren(...(card ? [card.element] : []));
      }
      show(element, card !== null);
      card?.update(state);
    },
  };
}
