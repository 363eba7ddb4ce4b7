/** Live chats, the offers that were made of them, and why. */
import type { QueueTurn } from '../../actions/queue-ports';
import type { Reads } from '../../actions/reads';
import type { DecisionRecord, LiveChatRecord, OfferRecord } from '../../actions/records';
import { paceSeconds } from '../../routing/queue';
import { decisionColumns, liveChatColumns, offerColumns } from '../columns';
import type { List } from './keyset';
import { idOrNobody, type Lookup, type Reader } from './reader';

const liveChatById: Lookup = {
  name: 'live_chat_by_id',
  columns: liveChatColumns,
  from: 'live_chat l',
  key: 'l.live_chat_id',
  field: 'id',
};
const queueTurnByLiveChat: Lookup = {
  name: 'queue_turn_by_live_chat',
  columns: `l.live_chat_id AS id, pace.served, pace."firstAt", pace."lastAt", (
    SELECT count(*)::integer FROM live_chat o
    WHERE o.workspace_id = l.workspace_id AND o.state = 'WAITING' AND o.queue->>'line' = l.queue->>'line'
      AND (o.waiting_since, o.live_chat_id) <= (l.waiting_since, l.live_chat_id)
  ) AS place`,
  from: `live_chat l CROSS JOIN LATERAL (
    SELECT count(*)::integer AS served, min(s.served_at) AS "firstAt", max(s.served_at) AS "lastAt" FROM live_chat s
    WHERE s.workspace_id = l.workspace_id AND s.queue->>'line' = l.queue->>'line'
      AND s.served_at > (SELECT parley_now()) - interval '${paceSeconds} seconds'
  ) AS pace`,
  where: `l.state = 'WAITING'`,
  key: 'l.live_chat_id',
  field: 'id',
};
const offerById: Lookup = {
  name: 'offer_by_id',
  columns: offerColumns,
  from: 'offer o',
  key: 'o.offer_id',
  field: 'id',
};
const offersByLiveChat: Lookup = {
  ...offerById,
  name: 'offer_by_live_chat',
  key: 'o.live_chat_id',
  field: 'liveChatId',
  orderBy: 'o.attempt, o.offered_at',
};
const pendingOffersByAgent: Lookup = {
  ...offerById,
  name: 'offer_pending_by_agent',
  where: `o.state = 'PENDING'`,
  key: 'o.agent_id',
  field: 'agentId',
  orderBy: 'o.offered_at, o.offer_id',
};
const pendingOfferByConversation: Lookup = {
  ...offerById,
  name: 'offer_pending_by_conversation',
  where: `o.state = 'PENDING'`,
  key: 'o.conversation_id',
  field: 'conversationId',
};
const decisionById: Lookup = {
  name: 'decision_by_id',
  columns: decisionColumns,
  from: 'routing_decision rd',
  key: 'rd.routing_decision_id',
  field: 'id',
};
const decisionsByLiveChat: Lookup = {
  name: 'decision_by_live_chat',
  columns: decisionColumns,
  from: `live_chat l CROSS JOIN LATERAL (
    SELECT * FROM routing_decision newest
    WHERE newest.workspace_id = l.workspace_id AND newest.live_chat_id = l.live_chat_id
    ORDER BY newest.decided_at DESC, newest.routing_decision_id DESC LIMIT 20
  ) AS rd`,
  key: 'l.live_chat_id',
  field: 'liveChatId',
  orderBy: 'rd.decided_at DESC, rd.routing_decision_id DESC',
};

/** Oldest first. */
function liveChatList(conversationId: string): List {
  return {
    name: 'live_chat_page',
    columns: liveChatColumns,
    from: 'live_chat l',
    where: ['l.conversation_id = $1'],
    values: [idOrNobody(conversationId)],
    sort: [
      { column: 'l.requested_at', kind: 'time' },
      { column: 'l.live_chat_id', kind: 'uuid' },
    ],
  };
}

type LiveChatReads = Pick<
  Reads,
  | 'liveChats'
  | 'liveChatPage'
  | 'offers'
  | 'queueTurns'
  | 'offersOf'
  | 'pendingOffersOf'
  | 'pendingOfferOfConversation'
  | 'decisions'
  | 'decisionsOf'
>;

export function liveChatReads(reader: Reader): LiveChatReads {
  return {
    liveChats: (ids) => reader.byId<LiveChatRecord>(liveChatById, ids),
    liveChatPage: (conversationId, page) => reader.page<LiveChatRecord>(liveChatList(conversationId), page),
    queueTurns: (ids) => reader.byId<QueueTurn>(queueTurnByLiveChat, ids),
    offers: (ids) => reader.byId<OfferRecord>(offerById, ids),
    offersOf: (ids) => reader.groupedBy<OfferRecord>(offersByLiveChat, ids),
    pendingOffersOf: (ids) => reader.groupedBy<OfferRecord>(pendingOffersByAgent, ids),
    pendingOfferOfConversation: (ids) => reader.byId<OfferRecord>(pendingOfferByConversation, ids),
    decisions: (ids) => reader.byId<DecisionRecord>(decisionById, ids),
    decisionsOf: (ids) => reader.groupedBy<DecisionRecord>(decisionsByLiveChat, ids),
  };
}
