/**
 * An agent's seats. Only taking one leaves the ceiling as it is, and the check (taken <= seat_ceiling) refuses the one too
 * many, whatever was read before. Freeing one lets the ceiling fall towards the limit, never below what is still taken.
 */
import type { AgentId, WorkspaceId } from '../../routing/terms';
import { define } from '../statement';

/** Whatever begins or ends: from then on there is nothing more to do than there was. `$3`: now, as the transaction knows it. */
const idleFromNow = 'idle_since = $3';
const mine = 'WHERE workspace_id = $1 AND agent_id = $2';

export const seatReserve = define<[WorkspaceId, AgentId, Date]>(
  'seat_reserve',
  `UPDATE agent SET reserved = reserved + 1, ${idleFromNow} ${mine}`,
);

export const seatTake = define<[WorkspaceId, AgentId, Date]>(
  'seat_take',
  `UPDATE agent SET reserved = reserved - 1, active_chats = active_chats + 1, ${idleFromNow} ${mine}`,
);

export const seatReleaseReserved = define<[WorkspaceId, AgentId, Date]>(
  'seat_release_reserved',
  `UPDATE agent SET reserved = reserved - 1, seat_ceiling = greatest(seat_limit, taken - 1), ${idleFromNow} ${mine}`,
);

export const seatRelease = define<[WorkspaceId, AgentId, Date]>(
  'seat_release',
  `UPDATE agent SET active_chats = active_chats - 1, seat_ceiling = greatest(seat_limit, taken - 1), ${idleFromNow} ${mine}`,
);
