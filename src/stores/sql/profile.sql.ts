import type { ProfileRecord } from '../../actions/profile-ports';
import type { AgentId, ProfileId, WorkspaceId } from '../../routing/terms';
import { define } from '../statement';

/** `pr` */
export const profileColumns = `
  pr.profile_id AS id, pr.name, pr.description, pr.permissions, pr.created_at AS "createdAt"`;

export const profileFind = define<[WorkspaceId, ProfileId], ProfileRecord>(
  'profile_find',
  `SELECT ${profileColumns} FROM profile pr WHERE pr.workspace_id = $1 AND pr.profile_id = $2`,
);

export const profileCount = define<[WorkspaceId], { count: number }>(
  'profile_count',
  'SELECT count(*)::integer AS count FROM profile WHERE workspace_id = $1',
);

export const profileAgents = define<[WorkspaceId, ProfileId], { id: AgentId }>(
  'profile_agents',
  'SELECT agent_id AS id FROM agent WHERE workspace_id = $1 AND profile_id = $2 ORDER BY agent_id',
);

/** Null: a built-in profile again. */
export const agentOwnProfile = define<[WorkspaceId, AgentId, ProfileId | null]>(
  'agent_own_profile',
  'UPDATE agent SET profile_id = $3 WHERE workspace_id = $1 AND agent_id = $2',
);
