import type { WorkspaceRecord } from '../../actions/records';
import type { WorkspaceId } from '../../routing/terms';
import { workspaceColumns } from '../columns';
import { define } from '../statement';

export const workspaceFind = define<[WorkspaceId], WorkspaceRecord>(
  'workspace_find',
  `SELECT ${workspaceColumns} FROM workspace w WHERE w.workspace_id = $1`,
);
