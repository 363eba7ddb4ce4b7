/** What happened, in a sentence each. */
import { assertNever } from '../routing/terms';
import type { DocumentDeed, EventBody } from '../routing/events';

export function sentenceOf(event: EventBody): string {
  switch (event.type) {
    case 'CONVERSATION_STARTED':
      return 'The visitor met the dialog.';
    case 'CONVERSATION_ENGAGED':
      return 'The visitor answered for the first time.';
    case 'CONVERSATION_ENDED':
      return 'The conversation ended.';
    case 'PROMPT_CHANGED':
      return event.cardKey === null ? 'Nothing was asked any more.' : `The card “${event.cardKey}” was asked.`;
    case 'MESSAGE_ADDED':
      return `Message ${event.sequence} was written.`;
    case 'LIVE_CHAT_REQUESTED':
      return 'The visitor asked for a live chat.';
    case 'LIVE_CHAT_CONNECTED':
      return 'An agent joined.';
    case 'LIVE_CHAT_IDLE_WARNING':
      return 'Both sides were warned of the silence.';
    case 'LIVE_CHAT_MISSED':
      return 'Nobody took the live chat.';
    case 'LIVE_CHAT_ENDED':
      return endings[event.reason];
    case 'OFFER_CREATED':
      return 'The chat was offered to an agent.';
    case 'OFFER_ACCEPTED':
      return 'The agent accepted the offer.';
    case 'OFFER_DECLINED':
      return 'The agent declined the offer.';
    case 'OFFER_EXPIRED':
      return 'The offer rang out.';
    case 'OFFER_WITHDRAWN':
      return 'The offer was withdrawn.';
    case 'AGENT_CHANGED':
      return 'An agent changed.';
    case 'GOAL_REACHED':
      return `The goal “${event.name}” was reached.`;
    case 'DOCUMENT_READ':
      return deeds[event.what];
    case 'CONVERSATION_SCORED':
      return `The conversation was scored ${event.score}.`;
    case 'VISITOR_IDENTIFIED':
      return event.acquired
        ? 'The visitor gave an e-mail address that was new.'
        : 'The visitor gave a known e-mail address.';
    case 'MEETING_BOOKED':
      return 'The visitor booked a meeting.';
    case 'MEETING_MOVED':
      return 'The meeting was moved to another time.';
    case 'MEETING_CANCELLED':
      return 'The meeting was cancelled.';
    case 'DIALOG_CHANGED':
      return 'The dialog was published or changed.';
    case 'LIVE_CHAT_WAITING':
      return event.queuePosition === 0
        ? 'It was the turn of the visitor: an agent was asked.'
        : `The visitor waits in the queue, at place ${event.queuePosition}.`;
    case 'LIVE_CHAT_TRANSFERRED':
      return 'The chat was handed over to another agent.';
    case 'LIVE_CHAT_HANDOVER_ASKED':
      return 'Another agent was asked to take the chat or to help.';
    case 'LIVE_CHAT_OFFER_RETURNED':
      return 'Nobody else took the chat; it stays with its agent.';
    case 'LIVE_CHAT_GUEST_JOINED':
      return 'A second agent joined.';
    case 'LIVE_CHAT_GUEST_LEFT':
      return 'The second agent left.';
    case 'WHISPER_ADDED':
      return 'Somebody of the staff whispered to the agent.';
    case 'LISTENING_CHANGED':
      return event.listens ? 'Somebody of the staff began to listen.' : 'Somebody of the staff stopped listening.';
    case 'RULES_ACTIVATED':
      return 'Another version of the routing rules came into force.';
    default:
      return assertNever(event);
  }
}

const endings = {
  AGENT_ENDED: 'The agent ended the live chat.',
  VISITOR_ENDED: 'The visitor ended the live chat.',
  IDLE_TIMEOUT: 'The live chat ended because nobody wrote.',
} as const;

const deeds: Readonly<Record<DocumentDeed, string>> = {
  OPENED: 'The visitor opened a document.',
  PAGE_VIEWED: 'The visitor looked at a page of a document.',
  DOWNLOADED: 'The visitor downloaded a document.',
  SEARCHED: 'The visitor searched a document.',
};
