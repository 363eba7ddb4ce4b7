import { useEffect } from 'react';
import { useDesk, useDeskState } from './use-desk';

/** Read is what was on the screen of a window that somebody looks at, at the end of the chat. */
export function useMarkRead(conversationId: string, lastSequence: number, atEnd: boolean): void {
  const desk = useDesk();
  const unread = useDeskState().rows.get(conversationId)?.unreadCount ?? 0;
  useEffect(() => {
    if (!atEnd || unread === 0) return undefined;
    const look = (): void => {
      if (document.visibilityState === 'visible') void desk.threads.markRead(conversationId);
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [desk, conversationId, lastSequence, atEnd, unread]);
}
