/** The workspace as its rows are, and the model, told in the same words: what differs is a defect of one of the two. */
import type { Office } from './office';
import { type ChatState, placesOf, ringOfAll, ringOfTeam, type State } from './state';

interface SeenRows {
  readonly agents: readonly {
    id: string;
    active: boolean;
    permitted: boolean;
    hears: boolean;
    available: boolean;
    chats: number;
    offers: number;
    limit: number;
    ceiling: number;
    skills: Readonly<Record<string, number>>;
    idleSince: number;
    returnedAt: number | null;
  }[];
  readonly pools: readonly { kind: string; rule: string | null; order: readonly string[]; last: string | null }[];
  readonly rules: readonly { id: string; enabled: boolean }[] | null;
  readonly chats: readonly SeenChat[] | null;
  readonly engagements: number;
}

interface SeenChat {
  readonly id: string;
  readonly chat: string;
  readonly status: string;
  readonly state: string;
  readonly inStep: boolean;
  readonly dense: boolean;
  readonly agent: string | null;
  readonly guest: string | null;
  readonly keeper: string | null;
  readonly prompted: boolean;
  readonly listeners: readonly string[];
  readonly whispers: number;
  readonly audits: readonly string[] | null;
  readonly connectedAt: number | null;
  readonly lastActivityAt: number;
  readonly warnedFor: number | null;
  readonly endReason: string | null;
  /** Whom its steps meant when they were put in place: told at once, or two worlds look alike until they are asked. */
  readonly meant: readonly (string | null)[] | null;
  readonly offers:
    readonly { id: string; kind: string; agent: string; state: string; offeredAt: number; expiresAt: number }[] | null;
  readonly decisions: readonly string[] | null;
}

const ms = (column: string): string => `round(extract(epoch FROM ${column}) * 1000)`;

const everything = `SELECT jsonb_build_object(
  'agents', (SELECT jsonb_agg(jsonb_build_object('id', agent_id, 'active', active, 'available', available,
      'permitted', 'LIVE_CHAT_TAKE' = ANY (permissions), 'hears', 'CHATS_LISTEN' = ANY (permissions),
      'chats', active_chats, 'offers', reserved,
      'limit', seat_limit, 'ceiling', seat_ceiling, 'skills', skills,
      'idleSince', ${ms('idle_since')}, 'returnedAt', ${ms('returned_at')})) FROM agent WHERE workspace_id = $1),
  'pools', (SELECT jsonb_agg(jsonb_build_object('kind', kind, 'rule', custom_rule_id, 'order', agent_ids,
      'last', last_offered)) FROM round_robin_pool WHERE workspace_id = $1),
  'rules', (SELECT jsonb_agg(jsonb_build_object('id', custom_rule_id, 'enabled', enabled) ORDER BY position)
      FROM custom_rule WHERE workspace_id = $1),
  'chats', (SELECT jsonb_agg(jsonb_build_object('id', c.conversation_id, 'chat', l.live_chat_id, 'status', c.status,
      'state', l.state, 'inStep', c.live_chat_state = l.state, 'agent', l.agent_id, 'guest', c.guest_agent_id,
      'dense', c.last_sequence = (SELECT count(*) FROM message m
        WHERE m.workspace_id = c.workspace_id AND m.conversation_id = c.conversation_id),
      'keeper', CASE WHEN l.state = 'MISSED' THEN c.agent_id END,
      'prompted', l.state = 'MISSED' AND c.waiting_card IS NOT NULL,
      'listeners', c.listener_ids,
      'whispers', (SELECT count(*) FROM whisper w
        WHERE w.workspace_id = c.workspace_id AND w.conversation_id = c.conversation_id),
      'audits', (SELECT jsonb_agg(a.action ORDER BY a.audit_entry_id) FROM audit_entry a
        WHERE a.workspace_id = c.workspace_id AND a.conversation_id = c.conversation_id),
      'connectedAt', ${ms('l.connected_at')},
      'lastActivityAt', ${ms('c.last_activity_at')}, 'warnedFor', ${ms('l.warned_for_end_at')},
      'endReason', l.end_reason,
      'meant', (SELECT jsonb_agg(step -> 'agentId' ORDER BY place) FROM jsonb_array_elements(l.steps)
        WITH ORDINALITY AS placed (step, place) WHERE step ->> 'kind' IN ('LAST_AGENT', 'ACCOUNT_OWNER')),
      'offers', (SELECT jsonb_agg(jsonb_build_object('id', o.offer_id, 'kind', o.kind, 'agent', o.agent_id, 'state', o.state,
          'offeredAt', ${ms('o.offered_at')}, 'expiresAt', ${ms('o.expires_at')}) ORDER BY o.offer_id)
        FROM offer o WHERE o.workspace_id = $1 AND o.live_chat_id = l.live_chat_id),
      'decisions', (SELECT jsonb_agg(CASE d.outcome WHEN 'FALLBACK' THEN d.fallback_reason ELSE d.outcome END
          ORDER BY d.routing_decision_id)
        FROM routing_decision d WHERE d.workspace_id = $1 AND d.live_chat_id = l.live_chat_id)))
    FROM conversation c JOIN live_chat l ON l.workspace_id = c.workspace_id AND l.live_chat_id = c.live_chat_id
    WHERE c.workspace_id = $1),
  'engagements', (SELECT live_chat_engagements FROM usage WHERE workspace_id = $1)) AS seen`;

export async function look(office: Office): Promise<SeenRows> {
  const { premises, workspaceId } = office;
  return (await premises.sees<{ seen: SeenRows }>('look', everything, [workspaceId])).seen;
}

export type Told = Readonly<Record<string, unknown>>;

export function toldBy(office: Office, seen: SeenRows): Told {
  const told: Record<string, unknown> = { engagements: seen.engagements };
  for (const { id, ...agent } of seen.agents) told[`agent ${office.whoIs(id)}`] = agent;
  for (const pool of seen.pools) {
    const name =
      pool.kind === 'WORKSPACE' ? ringOfAll : pool.kind === 'TEAM' ? ringOfTeam : office.rules.get(pool.rule ?? '');
    const order = pool.order.map((id) => office.whoIs(id));
    const behind = pool.last === null ? 0 : pool.order.indexOf(pool.last) + 1;
    told[`ring ${name}`] = { order, turn: order[behind % order.length] ?? null };
  }
  told['rules'] = (seen.rules ?? []).map(({ id, enabled }) => [office.rules.get(id), enabled]);
  for (const {
    id,
    chat: _chat,
    offers,
    decisions,
    agent,
    guest,
    keeper,
    listeners,
    audits,
    meant,
    ...chat
  } of seen.chats ?? []) {
    told[`chat ${id}`] = {
      ...chat,
      agent: agent === null ? null : office.whoIs(agent),
      guest: guest === null ? null : office.whoIs(guest),
      claimedBy: keeper === null ? null : office.whoIs(keeper),
      listeners: listeners.map((listener) => office.whoIs(listener)),
      audits: audits ?? [],
      meant: (meant ?? []).map((one) => (one === null ? null : office.whoIs(one))),
      offers: (offers ?? []).map((offer) => ({ ...offer, id: null, agent: office.whoIs(offer.agent) })),
      decisions: decisions ?? [],
    };
  }
  return told;
}

export function toldByModel(state: State): Told {
  const told: Record<string, unknown> = { engagements: state.engagements };
  state.agents.forEach(({ leaseUntil: _, switchedUntil: __, ...agent }, who) => {
    const { limit } = agent;
    const { chats, offers } = placesOf(state, who);
    const ceiling = Math.max(limit, chats + offers);
    told[`agent ${who}`] = { ...agent, chats, offers, ceiling };
  });
  for (const [name, { order, turn }] of Object.entries(state.rings)) told[`ring ${name}`] = { order, turn };
  told['rules'] = state.rules.map(({ key, enabled }) => [key, enabled]);
  for (const [id, chat] of Object.entries(state.chats)) told[`chat ${id}`] = chatTold(chat);
  return told;
}

function chatTold(chat: ChatState) {
  const { status, state, agent, guest, claimedBy, connectedAt, lastActivityAt, warnedFor, endReason } = chat;
  const { isPrompted: prompted, listeners, whispers, audits, decisions } = chat;
  const offers = chat.offers.map(({ handover: _, ...offer }) => ({ ...offer, id: null }));
  const always = { inStep: true, dense: true };
  const who = { agent, guest, claimedBy };
  const when = { connectedAt, lastActivityAt, warnedFor };
  const named = chat.route.steps.filter(({ looks }) => looks === 'LAST_AGENT' || looks === 'ACCOUNT_OWNER');
  const meant = named.map(({ agent: one }) => one);
  return {
    ...always,
    ...who,
    ...when,
    status,
    state,
    endReason,
    prompted,
    listeners,
    whispers,
    audits,
    meant,
    offers,
    decisions,
  };
}

/** A line for each thing that is told differently. */
export function differences(model: Told, product: Told): readonly string[] {
  const keys = [...new Set([...Object.keys(model), ...Object.keys(product)])];
  return keys.flatMap((key) => {
    const [expected, actual] = [sorted(model[key]), sorted(product[key])];
    return expected === actual ? [] : [`${key}\n      model:   ${expected}\n      product: ${actual}`];
  });
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    one !== null && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([left], [right]) => (left < right ? -1 : 1)))
      : one,
  );
}

/** From now on the model can name what the product made. */
export function adopt(office: Office, state: State, seen: SeenRows): void {
  for (const { id, chat: liveChatId, offers } of seen.chats ?? []) {
    office.liveChats.set(id, liveChatId);
    const chat = state.chats[id];
    if (chat !== undefined) chat.liveChatId = liveChatId;
    (offers ?? []).forEach((offer, index) => {
      office.offers.set(`${id} ${index}`, offer.id);
      const known = chat?.offers[index];
      if (known !== undefined) known.id = offer.id;
    });
  }
}
