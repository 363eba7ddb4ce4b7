/** What is written down of those who watch over others' chats. */
export const auditActions = ['LISTEN_BEGUN', 'LISTEN_ENDED', 'WHISPERED', 'TAKEN_OVER'] as const;
export type AuditAction = (typeof auditActions)[number];

/** More would make each message of the chat dear. */
export const mostListeners = 10;
