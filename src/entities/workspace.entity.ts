import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AccountUnavailable, Plan, WeeklyHours, WidgetSide, WorkspaceId } from '../routing/terms';

/** A customer. A null setting means the default, or the plan's choice. */
@Entity({ name: 'workspace' })
export class WorkspaceEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @Column({ name: 'key', type: 'text' })
  readonly key!: string;

  @Column({ name: 'name', type: 'text' })
  readonly name!: string;

  @Column({ name: 'plan', type: 'text' })
  readonly plan!: Plan;

  @Column({ name: 'widget_label', type: 'text', default: () => "'Chat with us'" })
  readonly widgetLabel!: string;

  @Column({ name: 'widget_accent', type: 'text', default: () => "'#4f46e5'" })
  readonly widgetAccent!: string;

  @Column({ name: 'widget_side', type: 'text', default: () => "'RIGHT'" })
  readonly widgetSide!: WidgetSide;

  @Column({ name: 'widget_privacy_url', type: 'text', nullable: true })
  readonly widgetPrivacyUrl!: string | null;

  @Column({ name: 'allowed_origins', type: 'text', array: true, default: [] })
  readonly allowedOrigins!: string[];

  @Column({ name: 'accept_window_seconds', type: 'integer', nullable: true })
  readonly acceptWindowSeconds!: number | null;

  @Column({ name: 'default_capacity', type: 'integer', nullable: true })
  readonly defaultCapacity!: number | null;

  @Column({ name: 'idle_timeout_seconds', type: 'integer', nullable: true })
  readonly idleTimeoutSeconds!: number | null;

  @Column({ name: 'idle_warning_seconds', type: 'integer', nullable: true })
  readonly idleWarningSeconds!: number | null;

  @Column({ name: 'team_attempts', type: 'integer', nullable: true })
  readonly teamAttempts!: number | null;

  @Column({ name: 'max_wait_seconds', type: 'integer', nullable: true })
  readonly maxWaitSeconds!: number | null;

  @Column({ name: 'disconnect_grace_seconds', type: 'integer', nullable: true })
  readonly disconnectGraceSeconds!: number | null;

  @Column({ name: 'require_reachable', type: 'boolean', nullable: true })
  readonly requireReachable!: boolean | null;

  @Column({ name: 'round_robin_fallback', type: 'boolean', nullable: true })
  readonly roundRobinFallback!: boolean | null;

  @Column({ name: 'fallback_message', type: 'text', nullable: true })
  readonly fallbackMessage!: string | null;

  @Column({ name: 'ramp_seconds', type: 'integer', nullable: true })
  readonly rampSeconds!: number | null;

  @Column({ name: 'account_unavailable', type: 'text', nullable: true })
  readonly accountUnavailable!: AccountUnavailable | null;

  @Column({ name: 'chat_enabled', type: 'boolean', default: true })
  readonly chatEnabled!: boolean;

  @Column({ name: 'business_hours', type: 'jsonb', nullable: true })
  readonly businessHours!: WeeklyHours | null;

  @Column({ name: 'holidays', type: 'jsonb', default: [] })
  readonly holidays!: object[];

  @Column({ name: 'blocked_email_domains', type: 'text', array: true, default: [] })
  readonly blockedEmailDomains!: string[];

  @Column({ name: 'blocks_email_domains', type: 'boolean', default: true })
  readonly blocksEmailDomains!: boolean;

  @Column({ name: 'event_retention_days', type: 'integer', nullable: true })
  readonly eventRetentionDays!: number | null;

  /** Whether visitors are asked before what their page tells is kept. */
  @Column({ name: 'asks_consent', type: 'boolean', default: false })
  readonly asksConsent!: boolean;

  /** Sealed. */
  @Column({ name: 'identity_secret', type: 'bytea', nullable: true })
  readonly identitySecret!: Uint8Array | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'parley_now()' })
  readonly createdAt!: Date;
}
