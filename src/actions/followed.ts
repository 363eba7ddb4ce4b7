import type { Decision } from '../routing/terms';
import type { BookingInstead } from './booking-offer';
import type { Lines } from './queue-wait';
import type { PlayRecord, WorkspaceRecord } from './records';
import type { ExternalRouterRecord } from './router.records';

/** What was decided about a request, with what doing it depends on. */
export interface Followed {
  readonly decision: Decision;
  readonly workspace: WorkspaceRecord;
  /** Where the caller has read what a booking instead depends on. */
  readonly instead?: BookingInstead | null;
  /** As it is stored, or about to be, where the caller has it. */
  readonly play?: PlayRecord | null;
  /** Where the caller has read who waits; absent or null: it is read here, if it matters. */
  readonly lines?: Lines | null;
  /** Where the caller has read the servers that the route may ask; absent: the one that is asked is read here. */
  readonly routers?: readonly ExternalRouterRecord[];
}
