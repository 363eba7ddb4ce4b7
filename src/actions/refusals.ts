/** The refusals that several verbs share, in the words a person reads. What one may not see does not exist. */
import { refuse, type Refused } from '../routing/refusal';
import { refusalTexts } from '../routing/refusal-texts';
import { refuseWith } from '../routing/refusal-words';

export function unknownOffer(): Refused {
  return refuse('NOT_FOUND', 'There is no such offer. Load your offers again.', ['offerId']);
}

export function unknownConversation(): Refused {
  return refuse('NOT_FOUND', 'There is no such conversation. Load your conversations again.', ['conversationId']);
}

export function conversationClosed(): Refused {
  return refuse('CONVERSATION_CLOSED', refusalTexts.en.CHAT_ENDED, ['conversationId']);
}

/** The same, to be said in the visitor's language. */
export function chatClosed(): Refused {
  return refuseWith('CONVERSATION_CLOSED', { text: 'CHAT_ENDED' }, ['conversationId']);
}

export function visitorsOnly(): Refused {
  return refuse('FORBIDDEN', 'Only a visitor can do this. Start a visitor session and use its token.');
}
