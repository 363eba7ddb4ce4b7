/** Cards from the graph's inputs to the drafts that actions read. */
import type { CardDraft } from '../actions/card-draft';
import type { CardInput } from '../schema/card.input';
import { routingOf } from './routing.resolver';

export function cardDraftOf({ key, message, question, infoCapture, liveChat }: CardInput): CardDraft {
  return {
    key,
    message: message ? { text: message.text, next: message.next ?? null } : null,
    question: question
      ? {
          text: question.text,
          attribute: question.attribute ?? null,
          responses: question.responses.map((response) => ({
            key: response.key ?? null,
            label: response.label,
            storedValue: response.storedValue ?? null,
            next: response.next ?? null,
          })),
        }
      : null,
    infoCapture: infoCapture
      ? { text: infoCapture.text, attribute: infoCapture.attribute, next: infoCapture.next ?? null }
      : null,
    liveChat: liveChat
      ? {
          routing: routingOf(liveChat.routing),
          acceptWindowSeconds: liveChat.acceptWindowSeconds ?? null,
          next: liveChat.next ?? null,
        }
      : null,
  };
}
