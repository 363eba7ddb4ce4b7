import type { PushedOffer, PushKeyRecord, PushRegistrationId, PushRegistrationRecord } from '../../actions/push-ports';
import type { AgentId, OfferId, WorkspaceId } from '../../routing/terms';
import { define } from '../statement';

/** `pr`, without what only the sender needs. */
export const seenRegistrationColumns = `
  pr.push_registration_id AS id, pr.agent_id AS "agentId", pr.endpoint, pr.label, pr.created_at AS "createdAt",
  pr.sent_at AS "sentAt"`;
const registrationColumns = `${seenRegistrationColumns}, pr.p256dh, pr.auth`;

export const pushKeyFind = define<[WorkspaceId], PushKeyRecord>(
  'push_key_find',
  `SELECT pk.public_key AS "publicKey", pk.private_key AS "privateKey" FROM push_key pk WHERE pk.workspace_id = $1`,
);

export const pushKeyInsert = define<[WorkspaceId, string, Uint8Array]>(
  'push_key_insert',
  `INSERT INTO push_key (workspace_id, public_key, private_key) VALUES ($1, $2, $3) ON CONFLICT (workspace_id) DO NOTHING`,
);

export const pushFindOf = define<[WorkspaceId, AgentId], PushRegistrationRecord>(
  'push_find_of',
  `SELECT ${registrationColumns} FROM push_registration pr WHERE pr.workspace_id = $1 AND pr.agent_id = $2
  ORDER BY pr.created_at, pr.push_registration_id`,
);

export const pushFindByEndpoint = define<[WorkspaceId, string], PushRegistrationRecord>(
  'push_find_by_endpoint',
  `SELECT ${registrationColumns} FROM push_registration pr WHERE pr.workspace_id = $1 AND pr.endpoint = $2`,
);

export const pushSave = define<[WorkspaceId, PushRegistrationId, AgentId, string, string, string, string | null]>(
  'push_save',
  `INSERT INTO push_registration (workspace_id, push_registration_id, agent_id, endpoint, p256dh, auth, label)
  VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT (workspace_id, endpoint) DO UPDATE SET agent_id = excluded.agent_id, p256dh = excluded.p256dh,
    auth = excluded.auth, label = excluded.label`,
);

export const pushDelete = define<[WorkspaceId, PushRegistrationId]>(
  'push_delete',
  'DELETE FROM push_registration WHERE workspace_id = $1 AND push_registration_id = $2',
);

export const pushNoteSent = define<[WorkspaceId, readonly PushRegistrationId[]]>(
  'push_note_sent',
  `UPDATE push_registration SET sent_at = parley_now()
  WHERE workspace_id = $1 AND push_registration_id = ANY ($2::uuid[])`,
);

/** The lease that stands for registrations: no process renews it. */
export const pushProcess = 'push';

/** A socket that is open: one that has left is in its grace, with `connected` down. */
const socketOf = (agent: string): string => `SELECT FROM reachability s
    WHERE s.workspace_id = $1 AND s.agent_id = ${agent} AND s.process_id <> '${pushProcess}' AND s.connected
      AND s.lease_until > (SELECT parley_now())`;

export const pushHasSocket = define<[WorkspaceId, AgentId], { hasSocket: boolean }>(
  'push_has_socket',
  `SELECT EXISTS (${socketOf('$2')}) AS "hasSocket"`,
);

export const pushClaim = define<[WorkspaceId, OfferId], PushedOffer>(
  'push_claim',
  `WITH claimed AS (
    UPDATE offer o SET pushed_at = parley_now()
    WHERE o.workspace_id = $1 AND o.offer_id = $2 AND o.state = 'PENDING' AND o.pushed_at IS NULL
      AND o.expires_at > (SELECT parley_now()) AND NOT EXISTS (${socketOf('o.agent_id')})
    RETURNING o.offer_id, o.agent_id, o.kind, o.expires_at, o.conversation_id
  )
  SELECT claimed.offer_id AS id, claimed.agent_id AS "agentId", claimed.kind, claimed.expires_at AS "expiresAt",
    c.visitor_id AS "visitorId"
  FROM claimed JOIN conversation c ON c.workspace_id = $1 AND c.conversation_id = claimed.conversation_id`,
);

/**
 * Plans to wake the agent of an offer where there is a browser to wake and no socket open: part of the statement that stores
 * the offer, so that an offer costs no round trip more. `at`, `offer` and `agent` are the places of its values; `from`: with
 * the list that these are taken from, where there is one.
 */
export const wakeWhereAsleep = (at: string, offer: string, agent: string, from = 'reachability'): string => `
  INSERT INTO due_work (workspace_id, kind, subject_id, due_at)
  SELECT $1::uuid, 'PUSH_SEND', ${offer}, ${at} FROM ${from} r
  WHERE r.workspace_id = $1 AND r.agent_id = ${agent} AND r.process_id = '${pushProcess}'
    AND r.lease_until > (SELECT parley_now()) AND NOT EXISTS (${socketOf(agent)})
  ON CONFLICT (workspace_id, kind, subject_id) DO NOTHING`;

export const pushWakeForPending = define<[WorkspaceId, AgentId]>(
  'push_wake_for_pending',
  `INSERT INTO due_work (workspace_id, kind, subject_id, due_at)
  SELECT $1, 'PUSH_SEND', o.offer_id, parley_now() FROM offer o
  WHERE o.workspace_id = $1 AND o.agent_id = $2 AND o.state = 'PENDING' AND o.pushed_at IS NULL
    AND EXISTS (SELECT FROM push_registration pr WHERE pr.workspace_id = $1 AND pr.agent_id = $2)
    AND NOT EXISTS (${socketOf('$2')})
  ON CONFLICT (workspace_id, kind, subject_id) DO NOTHING`,
);
