import type { LiveChatState } from './terms';

/** What is written down of those who watch over others' chats. */
export const auditActions = ['LISTEN_BEGUN', 'LISTEN_ENDED', 'WHISPERED', 'TAKEN_OVER'] as const;
export type AuditAction = (typeof auditActions)[number];

/** A live chat that somebody waits in or is served in: what there is to watch over. */
export const runningStates: readonly LiveChatState[] = ['ROUTING', 'WAITING', 'OFFERED', 'CONNECTED'];

/** More would make each message of the chat dear. */
export const mostListeners = 10;
