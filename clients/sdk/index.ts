/** What a project of your own gets from `npm install http://…/sdk.tgz`: the runtime, and every generated document with its types. */
export {
  type Answer,
  dataOf,
  type Failure,
  type FailureKind,
  type GraphError,
  isPassing,
  refusalOf,
  type TypedDocument,
  type UserError,
} from './answer';
export type { Backoff } from './backoff';
export type { ServerClock } from './clock';
export type { EventFrame, EventStream, EventStreamOptions, EventStreamState, Happened, Typing } from './event-stream';
export * from './generated/graphql';
export { identifyVisitor, type SignedIdentity } from './identify';
export type { MessageFeedOptions } from './message-feed';
export type { Outbox, OutgoingMessage } from './outbox';
export { createParley, type Parley, type ParleyOptions } from './parley';
export type { Request, RequestOptions } from './request';
export type { Connection } from './socket';
export type { ParleyStorage } from './storage';
export type { Store } from './store';
export type { TokenSource } from './tokens';
export { type Merged, mergeMessages, type Numbered } from './transcript';
