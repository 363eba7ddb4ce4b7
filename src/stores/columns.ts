/**
 * What each record is, as the select list of its table: written once, so that a page, a look-up by id and a row locked in a
 * transaction are the same thing. Every column is named as the record's field, so a row that comes back is the record.
 * The table goes by the alias given with each list.
 */

import { everybody } from '../streams/audience-terms';

/** Live chats at once of an agent without an own limit, in a workspace that set none. */
export const defaultCapacity = 10;

/** `w`. A null setting is the default or the plan's choice; this is the only place that knows which. */
export const workspaceColumns = `
  w.workspace_id AS id, w.key, w.name, w.plan, w.allowed_origins AS "allowedOrigins",
  w.blocked_email_domains AS "blockedEmailDomains", w.blocks_email_domains AS "blocksEmailDomains",
  w.event_retention_days AS "eventRetentionDays", w.asks_consent AS "asksConsent", w.chat_enabled AS "chatEnabled", w.business_hours AS "businessHours",
  jsonb_build_object(
    'label', w.widget_label, 'accent', w.widget_accent, 'side', w.widget_side, 'privacyUrl', w.widget_privacy_url,
    'asksConsent', w.asks_consent
  ) AS widget,
  jsonb_build_object(
    'acceptWindowSeconds', coalesce(w.accept_window_seconds, 100),
    'defaultCapacity', coalesce(w.default_capacity, ${defaultCapacity}),
    'idleTimeoutSeconds', coalesce(w.idle_timeout_seconds, 600),
    'idleWarningSeconds', coalesce(w.idle_warning_seconds, least(60, coalesce(w.idle_timeout_seconds, 600) / 2)),
    'teamAttempts', coalesce(w.team_attempts, CASE w.plan WHEN 'PRIME' THEN 2 ELSE 1 END),
    'maxWaitSeconds', w.max_wait_seconds,
    'disconnectGraceSeconds', coalesce(w.disconnect_grace_seconds, 20),
    'requireReachable', coalesce(w.require_reachable, true),
    'roundRobinFallback', coalesce(w.round_robin_fallback, false),
    'rampSeconds', coalesce(w.ramp_seconds, 0),
    'accountUnavailable', coalesce(w.account_unavailable, 'CARD_ROUTING'),
    'fallbackMessage', coalesce(w.fallback_message,
      'Nobody is free to chat right now. Please try again a little later, or write to us by e-mail.')
  ) AS settings`;

/** `u`. The month is counted anew by itself: what was counted in another one is no longer told. */
export const usageColumns = `
  u.live_chat_engagements AS "liveChatEngagements", u.live_chat_engagement_limit AS "liveChatEngagementLimit",
  CASE WHEN u.engaged_month = date_trunc('month', (SELECT parley_now()) AT TIME ZONE 'UTC')::date
    THEN u.engaged_conversations ELSE 0 END AS "engagedConversationsThisMonth",
  u.engaged_conversation_monthly_limit AS "engagedConversationMonthlyLimit"`;

/** `a`. Reachable: some process still holds a lease for the agent. */
export const agentColumns = `
  a.agent_id AS id, a.name, a.email, a.profile, a.profile_id AS "profileId", a.permissions, a.active, a.avatar_hash AS "avatarHash", a.capacity,
  a.available, a.active_chats AS "activeChats", a.reserved AS "pendingOffers", a.created_at AS "createdAt",
  a.skills, a.idle_since AS "idleSince", a.returned_at AS "returnedAt",
  EXISTS (
    SELECT FROM reachability r
    WHERE r.workspace_id = a.workspace_id AND r.agent_id = a.agent_id AND r.lease_until > (SELECT parley_now())
  ) AS reachable`;

/** `t` */
export const teamColumns = `t.team_id AS id, t.name, t.created_at AS "createdAt"`;

/** `p` */
export const poolColumns = `
  p.pool_id AS id, p.kind, p.agent_ids AS "order", p.last_offered AS "lastOffered", p.team_id AS "teamId",
  p.custom_rule_id AS "ruleId"`;

/** `cr` */
export const ruleColumns = `
  cr.custom_rule_id AS id, cr.name, cr.position, cr.enabled, cr.match, cr.conditions, cr.team_id AS "teamId"`;

/** `ad` */
export const attributeDefinitionColumns = `ad.name, ad.label, ad.type, ad.built_in AS "builtIn", ad.options`;

const toEverybody = `'${JSON.stringify(everybody)}'::jsonb`;

/** `d` */
export const dialogColumns = `
  d.dialog_id AS id, d.key, d.kind, d.name, d.description, d.status, d.priority, d.revision, d.cards,
  d.published_version AS "publishedVersion", d.published_at AS "publishedAt", d.fallback_message AS "fallbackMessage",
  d.language, d.fallback_languages AS "fallbackLanguages", coalesce(d.audience, ${toEverybody}) AS audience,
  d.created_at AS "createdAt", d.deleted_at AS "deletedAt", d.publish_at AS "publishAt", d.unpublish_at AS "unpublishAt",
  d.scheduled_by AS "scheduledBy", d.schedule_fault AS "scheduleFault", d.schedule_fault_at AS "scheduleFaultAt"`;

/** `dv` */
export const dialogVersionColumns = `
  dv.dialog_id AS "dialogId", dv.version, dv.cards, dv.language, dv.fallback_languages AS "fallbackLanguages",
  coalesce(dv.audience, ${toEverybody}) AS audience, dv.fallback_message AS "fallbackMessage",
  dv.created_at AS "publishedAt", dv.published_by AS "publishedBy", dv.published_by_kind AS "publishedByKind", dv.note,
  dv.rolled_back_from AS "rolledBackFrom"`;

/** `v` */
export const visitorColumns = `
  v.visitor_id AS id, v.last_page_url AS "lastPageUrl", v.created_at AS "createdAt", v.person_id AS "personId",
  v.erased_at AS "erasedAt",
  coalesce((
    SELECT jsonb_agg(jsonb_build_object('name', va.name, 'value', va.value, 'source', va.source) ORDER BY va.name)
    FROM visitor_attribute va WHERE va.workspace_id = v.workspace_id AND va.visitor_id = v.visitor_id
  ), '[]'::jsonb) AS attributes`;

/** `c` */
export const conversationColumns = `
  c.conversation_id AS id, c.status, c.visitor_id AS "visitorId", c.dialog_id AS "dialogId",
  c.dialog_version AS "dialogVersion", c.page_url AS "pageUrl", c.waiting_card AS "waitingCard",
  c.live_chat_id AS "liveChatId", c.live_chat_state AS "liveChatState", c.agent_id AS "agentId",
  c.guest_agent_id AS "guestAgentId", c.listener_ids AS "listenerIds",
  c.last_sequence AS "lastSequence", c.last_activity_at AS "lastActivityAt", c.started_at AS "startedAt",
  c.engaged_at AS "engagedAt", c.ended_at AS "endedAt"`;

/** `cp` */
export const playColumns = `
  cp.conversation_id AS "conversationId", cp.place, cp.language, cp.referrer, cp.source, cp.delivery,
  cp.known_at_start AS "knownAtStart", cp.returning_visitor AS returning, cp.preview, cp.person_id AS "personId", cp.score,
  cp.again, cp.time_zone AS "timeZone", cp.continues_at AS "continuesAt", cp.goals`;

/** `dr` */
export const readingColumns = `
  dr.conversation_id AS "conversationId", dr.card_key AS "cardKey", dr.what, dr.detail, dr.first_at AS "firstAt"`;

/** `l` */
export const liveChatColumns = `
  l.live_chat_id AS id, l.conversation_id AS "conversationId", l.state,
  jsonb_build_object('strategy', l.strategy, 'agentId', l.routing_agent_id, 'teamId', l.routing_team_id) AS routing,
  l.accept_window_seconds AS "acceptWindowSeconds", l.max_attempts AS "maxAttempts",
  l.fallback_message AS "fallbackMessage", l.booking_card AS "bookingCard", l.attempts, l.requested_at AS "requestedAt",
  l.agent_id AS "agentId", l.agent_name AS "agentName", l.agent_avatar_hash AS "agentAvatarHash",
  l.connected_at AS "connectedAt", l.warned_for_end_at AS "warnedForEndAt", l.ended_at AS "endedAt",
  l.end_reason AS "endReason", l.steps, l.step, l.step_attempts AS "stepAttempts", l.queue,
  l.waiting_since AS "waitingSince", l.message_card AS "messageCard"`;

/** `o` */
export const offerColumns = `
  o.offer_id AS id, o.live_chat_id AS "liveChatId", o.conversation_id AS "conversationId", o.agent_id AS "agentId",
  o.state, o.attempt, o.offered_at AS "offeredAt", o.expires_at AS "expiresAt", o.decided_at AS "decidedAt",
  o.decline_reason AS "declineReason", o.decision_id AS "decisionId", o.kind, o.from_agent_id AS "fromAgentId", o.note,
  o.handover`;

/** `rd` */
export const decisionColumns = `
  rd.routing_decision_id AS id, rd.live_chat_id AS "liveChatId", rd.conversation_id AS "conversationId",
  rd.decided_at AS "decidedAt", rd.strategy, rd.outcome, rd.agent_id AS "agentId", rd.pool_id AS "poolId",
  rd.rule_id AS "ruleId", rd.rule_name AS "ruleName", rd.rules, rd.candidates, rd.verdict_counts AS "verdictCounts",
  rd.fallback_reason AS "fallbackReason", rd.steps, rd.step_index AS "stepIndex", rd.next_agent_id AS "nextAgentId"`;

/** `m` */
export const messageColumns = `
  m.message_id AS id, m.conversation_id AS "conversationId", m.sequence, m.author, m.author_id AS "authorId",
  m.author_name AS "authorName", m.text, m.system_code AS "systemCode", m.client_message_id AS "clientMessageId",
  m.html, m.card_key AS "cardKey", m.document, m.created_at AS "createdAt"`;

/** `k` */
export const apiTokenColumns = `
  k.api_token_id AS id, k.name, k.permissions, k.created_at AS "createdAt", k.expires_at AS "expiresAt",
  k.last_used_at AS "lastUsedAt", k.revoked_at AS "revokedAt"`;
