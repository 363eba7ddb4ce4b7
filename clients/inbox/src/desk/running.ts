/** What goes on now in the whole workspace, for who watches over it: a list that is loaded once and kept by what is told. */
import { useEffect, useState } from 'react';
import { dataOf } from '../../../sdk/answer';
import {
  LiveChatChangesDocument,
  type LiveChatChangesSubscription,
  LiveChatsDocument,
  type RunningPartsFragment,
} from '../../../sdk/generated/graphql';
import type { EventStream } from '../../../sdk/event-stream';
import type { Parley } from '../../../sdk/parley';
import { createCell } from '../../../sdk/store';
import type { Tab } from './state';
import { useStore } from '../hooks/use-store';

export type ListTab = Tab | 'now';
export type RunningChat = RunningPartsFragment;
type Told = Extract<LiveChatChangesSubscription['events'], { __typename: 'EventBatch' }>['events'][number];

export interface Running {
  /** The one asked for first in front; null: not loaded yet. */
  readonly chats: readonly RunningChat[] | null;
  /** More than `chats` where there are more than are shown. */
  readonly total: number;
  readonly failed: boolean;
}

const nothing: Running = { chats: null, total: 0, failed: false };
const pageSize = 100;
/** What can be looked through at all, and is cheap to keep. */
const most = 1_000;

/** Keeps the list from its start to its end. */
export class Watch {
  readonly state = createCell(nothing);
  #stream: EventStream | null = null;

  constructor(private readonly parley: Parley) {}

  start(): void {
    this.#stream = this.parley.events({
      document: LiveChatChangesDocument,
      load: () => this.#load(),
      onEvents: (events) => this.#apply(events),
      onRefused: () => this.state.set({ ...nothing, failed: true }),
    });
  }

  stop(): void {
    this.#stream?.stop();
  }

  async #load(): Promise<string | null> {
    try {
      const chats: RunningChat[] = [];
      let cursor: string | null = null;
      let page: { readonly hasNextPage: boolean; readonly endCursor: string | null; readonly total: number };
      let after: string | null = null;
      do {
        const { liveChats } = dataOf(await this.parley.request(LiveChatsDocument, { first: pageSize, after }));
        if (liveChats === null) throw new Error('What goes on now could not be read.');
        // Of the first page: what changes while the others are read is told again behind it.
        cursor ??= liveChats.eventCursor;
        chats.push(...liveChats.nodes);
        page = { ...liveChats.pageInfo, total: liveChats.totalCount ?? chats.length };
        after = page.endCursor;
      } while (page.hasNextPage && chats.length < most);
      this.state.set({ chats: inOrder(chats), total: Math.max(page.total, chats.length), failed: false });
      return cursor;
    } catch (error) {
      this.state.set({ ...this.state.getSnapshot(), failed: true });
      throw error;
    }
  }

  #apply(events: readonly Told[]): void {
    const before = this.state.getSnapshot();
    const after = events.reduce(changed, before);
    this.state.set(after);
    // Those behind the end have moved up, and were never loaded.
    const { chats, total } = after;
    if (chats !== null && chats.length < total && chats.length <= most / 2) this.#stream?.reload();
  }
}

/** One change onto the list. What comes twice, or tells of a chat that is over and was never here, changes nothing. */
export function changed(running: Running, event: Told): Running {
  if (running.chats === null || event.__typename !== 'LiveChatChanged') return running;
  const { conversationId, liveChat } = event;
  const others = running.chats.filter(({ conversation }) => conversation.id !== conversationId);
  const was = running.chats.length - others.length;
  if (was === 0 && liveChat === null) return running;
  const total = running.total - was + (liveChat === null ? 0 : 1);
  return { ...running, chats: liveChat === null ? others : inOrder([...others, liveChat]), total };
}

function inOrder(chats: readonly RunningChat[]): readonly RunningChat[] {
  const once = new Map(chats.map((chat) => [chat.id, chat]));
  return [...once.values()].sort(
    (one, other) => one.requestedAt.localeCompare(other.requestedAt) || one.id.localeCompare(other.id),
  );
}

export function useRunning(parley: Parley, watching: boolean): Running {
  const [watch, setWatch] = useState<Watch | null>(null);
  useEffect(() => {
    if (!watching) return undefined;
    const opened = new Watch(parley);
    opened.start();
    setWatch(opened);
    return () => {
      opened.stop();
      setWatch(null);
    };
  }, [parley, watching]);
  return useStore(watch?.state ?? unwatched);
}
const unwatched = createCell(nothing);

export function isWaiting({ state }: RunningChat): boolean {
  return state !== 'CONNECTED';
}
