/** The refusals that several verbs share, in the words a person reads. What one may not see does not exist. */
import { refuse, type Refused } from '../routing/refusal';

export function unknownOffer(): Refused {
  return refuse('NOT_FOUND', 'There is no such offer. Load your offers again.', ['offerId']);
}

export function unknownConversation(): Refused {
  return refuse('NOT_FOUND', 'There is no such conversation. Load your conversations again.', ['conversationId']);
}

export function conversationClosed(): Refused {
  return refuse('CONVERSATION_CLOSED', 'This chat has ended. Start a new one to go on.', ['conversationId']);
}

export function visitorsOnly(): Refused {
  return refuse('FORBIDDEN', 'Only a visitor can do this. Start a visitor session and use its token.');
}
