import type { UsageRecord } from '../../actions/records';
import type { WorkspaceId } from '../../routing/terms';
import { usageColumns } from '../columns';
import { define } from '../statement';

const thisMonth = `date_trunc('month', parley_now() AT TIME ZONE 'UTC')::date`;

export const usageFind = define<[WorkspaceId], UsageRecord>(
  'usage_find',
  `SELECT ${usageColumns} FROM usage u WHERE u.workspace_id = $1`,
);

export const usageCountLiveChat = define<[WorkspaceId]>(
  'usage_count_live_chat',
  'UPDATE usage SET live_chat_engagements = live_chat_engagements + 1 WHERE workspace_id = $1',
);

export const usageCountEngaged = define<[WorkspaceId]>(
  'usage_count_engaged',
  `UPDATE usage SET engaged_month = ${thisMonth},
    engaged_conversations = CASE WHEN engaged_month = ${thisMonth} THEN engaged_conversations + 1 ELSE 1 END
  WHERE workspace_id = $1`,
);

/** `$2` and `$4`: whether that limit changes at all, since null is one of its values. */
export const usageUpdateLimits = define<[WorkspaceId, boolean, number | null, boolean, number | null]>(
  'usage_update_limits',
  `UPDATE usage SET
    live_chat_engagement_limit = CASE WHEN $2 THEN $3::integer ELSE live_chat_engagement_limit END,
    engaged_conversation_monthly_limit = CASE WHEN $4 THEN $5::integer ELSE engaged_conversation_monthly_limit END
  WHERE workspace_id = $1`,
);
