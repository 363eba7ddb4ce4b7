/** What goes on now in the whole workspace: for who watches over it. Asked again every few seconds while somebody looks. */
import { useEffect, useState } from 'react';
import { LiveChatsDocument, type LiveChatsQuery } from '../../../sdk/generated/graphql';
import type { Parley } from '../../../sdk/parley';
import type { Tab } from './state';

export type ListTab = Tab | 'now';
export type RunningChat = NonNullable<LiveChatsQuery['liveChats']>['nodes'][number];

export interface Running {
  /** Null: not loaded yet. */
  readonly chats: readonly RunningChat[] | null;
  readonly total: number;
  readonly failed: boolean;
  readonly refresh: () => void;
}

const askedEveryMs = 3_000;
const most = 100;

export function useRunning(parley: Parley, watching: boolean): Running {
  const [known, setKnown] = useState<Omit<Running, 'refresh'>>({ chats: null, total: 0, failed: false });
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (!watching) return undefined;
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<void> => {
      const answer = await parley.request(LiveChatsDocument, { first: most });
      if (gone) return;
      const found = answer.ok ? answer.data.liveChats : null;
      setKnown((before) =>
        found === null
          ? { ...before, failed: true }
          : { chats: found.nodes, total: found.totalCount ?? found.nodes.length, failed: false },
      );
      timer = setTimeout(() => void ask(), askedEveryMs);
    };
    void ask();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [parley, watching, round]);
  return { ...known, refresh: () => setRound((count) => count + 1) };
}

export function isWaiting({ state }: RunningChat): boolean {
  return state !== 'CONNECTED';
}
