import type { WorkspaceRecord } from '../../actions/records';
import type { WidgetSide, WorkspaceId } from '../../routing/terms';
import { settingsInForce, type StoredSettings } from '../settings';
import { define } from '../statement';

interface WorkspaceRow
  extends StoredSettings, Pick<WorkspaceRecord, 'id' | 'key' | 'name' | 'plan' | 'allowedOrigins'> {
  readonly label: string;
  readonly accent: string;
  readonly side: WidgetSide;
  readonly privacyUrl: string | null;
}

export const workspaceFind = define<[WorkspaceId], WorkspaceRow>(
  'workspace_find',
  `SELECT w.workspace_id AS id, w.key, w.name, w.plan, w.allowed_origins AS "allowedOrigins", w.widget_label AS label,
    w.widget_accent AS accent, w.widget_side AS side, w.widget_privacy_url AS "privacyUrl",
    w.accept_window_seconds AS "acceptWindowSeconds", w.default_capacity AS "defaultCapacity",
    w.idle_timeout_seconds AS "idleTimeoutSeconds", w.idle_warning_seconds AS "idleWarningSeconds",
    w.team_attempts AS "teamAttempts", w.max_wait_seconds AS "maxWaitSeconds",
    w.disconnect_grace_seconds AS "disconnectGraceSeconds", w.require_reachable AS "requireReachable",
    w.round_robin_fallback AS "roundRobinFallback", w.fallback_message AS "fallbackMessage"
  FROM workspace w WHERE w.workspace_id = $1`,
);

export function toWorkspace(row: WorkspaceRow): WorkspaceRecord {
  const { id, key, name, plan, allowedOrigins, label, accent, side, privacyUrl } = row;
  return {
    id,
    key,
    name,
    plan,
    widget: { label, accent, side, privacyUrl },
    settings: settingsInForce(plan, row),
    allowedOrigins,
  };
}
