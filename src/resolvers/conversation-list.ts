/** Lists of conversations: what is asked for, narrowed to what the caller may list. */
import type { Page, PageRequest } from '../actions/pages';
import type { ConversationFilter } from '../actions/reads';
import type { ConversationRecord } from '../actions/records';
import { hasPermission } from '../auth/actor';
import { seesWholeWorkspace } from '../auth/policy';
import type { Scope } from './context';
import { emptyPage } from './paging';
import { lacking } from './refusals';

const anything: ConversationFilter = {
  status: null,
  live: null,
  missed: null,
  agentId: null,
  visitorId: null,
  engaged: null,
};

/** A page's rows for the fields that ask for one of them again, such as a live chat for its conversation. */
export async function remembered(
  scope: Scope,
  reading: Promise<Page<ConversationRecord>>,
): Promise<Page<ConversationRecord>> {
  const page = await reading;
  for (const { row } of page.rows) scope.loaders.conversation.prime(row.id, row);
  return page;
}

export function conversationsPage(
  scope: Scope,
  wanted: Partial<ConversationFilter>,
  page: PageRequest,
): Promise<Page<ConversationRecord>> {
  const filter = narrowed(scope, { ...anything, ...wanted });
  return filter === null ? Promise.resolve(emptyPage) : remembered(scope, scope.reads.conversationPage(filter, page));
}

/**
 * Null: nothing can match. A visitor lists the own ones. An agent without ALL_CONVERSATIONS_VIEW lists those accepted, and
 * without MY_CONVERSATIONS_VIEW of these the open ones. So every row of the page is one that policy shows whole, and no row
 * has to be asked.
 */
function narrowed(scope: Scope, filter: ConversationFilter): ConversationFilter | null {
  const { actor } = scope;
  if (seesWholeWorkspace(actor)) return filter;
  if (actor.kind === 'VISITOR') {
    if (filter.visitorId !== null && filter.visitorId !== actor.visitorId) return null;
    return { ...filter, visitorId: actor.visitorId };
  }
  if (actor.kind !== 'AGENT') throw lacking('ALL_CONVERSATIONS_VIEW');
  if (filter.agentId !== null && filter.agentId !== actor.agentId) return null;
  const own: ConversationFilter = { ...filter, agentId: actor.agentId };
  if (hasPermission(actor, 'MY_CONVERSATIONS_VIEW')) return own;
  // What was missed and is claimed is no chat that runs, though its visitor may still book or leave a message in it.
  if (filter.missed === true) return null;
  return filter.status === null || filter.status === 'OPEN' ? { ...own, status: 'OPEN', missed: false } : null;
}
