/** Chats that nobody took, for the agents at whom they rang: who may look after them, and who does. */
import { useEffect, useState } from 'react';
import { refusalOf } from '../../../sdk/answer';
import { MissedChatClaimDocument, MissedChatsDocument, type MissedChatsQuery } from '../../../sdk/generated/graphql';
import type { Desk } from './desk';

export type MissedChat = NonNullable<MissedChatsQuery['missedChats']>['nodes'][number];

export interface Missed {
  /** Null: not loaded yet. */
  readonly chats: readonly MissedChat[] | null;
  readonly total: number | null;
  readonly failed: boolean;
  readonly hasMore: boolean;
  readonly refresh: () => void;
  readonly more: () => void;
  /** A sentence when it did not work. */
  readonly claim: (conversationId: string) => Promise<string | null>;
}

const pageSize = 30;
/** The most that one question asks for. */
const most = 100;
const nothing = { chats: null, total: null, failed: false, hasMore: false };

/** `round` counts what was missed since: a colleague's claim is no event, so the list is asked again then, and on focus. */
export function useMissed(desk: Desk, { wanted, round }: { readonly wanted: boolean; readonly round: number }): Missed {
  const [known, setKnown] = useState<Pick<Missed, 'chats' | 'total' | 'failed' | 'hasMore'>>(nothing);
  const [asked, setAsked] = useState(0);
  const [size, setSize] = useState(pageSize);
  const refresh = (): void => setAsked((count) => count + 1);
  useEffect(() => {
    if (!wanted) return undefined;
    let gone = false;
    void desk.parley.request(MissedChatsDocument, { first: size }).then((answer) => {
      if (gone) return;
      const found = answer.ok ? answer.data.missedChats : null;
      setKnown((before) =>
        found === null
          ? { ...before, failed: true }
          : { chats: found.nodes, total: found.totalCount, failed: false, hasMore: found.pageInfo.hasNextPage },
      );
    });
    return () => {
      gone = true;
    };
  }, [desk, wanted, round, asked, size]);
  useEffect(() => {
    if (!wanted) return undefined;
    window.addEventListener('focus', refresh);
    return () => window.removeEventListener('focus', refresh);
  }, [wanted]);
  const claim = async (conversationId: string): Promise<string | null> => {
    const input = { conversationId };
    const answer = await desk.parley.request(MissedChatClaimDocument, { input }, { repeatable: true });
    refresh();
    if (!answer.ok) return answer.failure.message;
    desk.show(answer.data.missedChatClaim.conversation);
    return refusalOf(answer.data.missedChatClaim)?.message ?? null;
  };
  const hasMore = known.hasMore && size < most;
  return { ...known, hasMore, refresh, more: () => setSize((now) => Math.min(most, now + pageSize)), claim };
}
