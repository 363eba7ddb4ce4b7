import { useState } from 'react';

const drafts = new Map<string, string>();
const keyOf = (conversationId: string): string => `parley.inbox.draft.${conversationId}`;

function stored(conversationId: string): string {
  try {
    return drafts.get(conversationId) ?? window.sessionStorage.getItem(keyOf(conversationId)) ?? '';
  } catch {
    return '';
  }
}

/** What is typed and not sent, for each conversation: it survives switching, a dropped line, a reload and a new sign-in. */
export function useDraft(conversationId: string): [string, (text: string) => void] {
  const [held, setHeld] = useState({ conversationId, text: stored(conversationId) });
  if (held.conversationId !== conversationId) setHeld({ conversationId, text: stored(conversationId) });
  return [
    held.conversationId === conversationId ? held.text : stored(conversationId),
    (text) => {
      drafts.set(conversationId, text);
      try {
        if (text === '') window.sessionStorage.removeItem(keyOf(conversationId));
        else window.sessionStorage.setItem(keyOf(conversationId), text);
      } catch {
        // It is still in memory.
      }
      setHeld({ conversationId, text });
    },
  ];
}
