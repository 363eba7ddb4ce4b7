import type { WorkspaceId } from '../../routing/terms';
import { define } from '../statement';

/**
 * One for each workspace, held until commit. The first key is Parley's own, so that no other use of advisory locks in the
 * same database meets it; two workspaces whose ids fall on one hash only wait for each other.
 */
export const routingLock = define<[WorkspaceId], unknown>(
  'routing_lock',
  'SELECT pg_advisory_xact_lock(7201102, hashtext($1::text))',
);
