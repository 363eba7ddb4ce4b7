/**
 * The snapshot. The list of active chats comes first, because its cursor was read before it: all that is read after that
 * moment is completed by the events behind the cursor, and what comes twice changes nothing.
 */
import { type Answer, dataOf } from '../../../sdk/answer';
import {
  AttributeDefinitionsDocument,
  type ConversationRowFragment,
  ConversationsDocument,
  InboxDocument,
  type Permission,
  ViewerDocument,
} from '../../../sdk/generated/graphql';
import type { Parley } from '../../../sdk/parley';
import { ring } from './apply-event';
import { type DeskState, emptyDesk, type Row, type Shelf } from './state';

export const pageSize = 30;

export interface Loaded {
  readonly state: DeskState;
  readonly cursor: string | null;
}

/** Rejects while the server cannot be asked. What is kept of `before`: opened threads, to be fetched again. */
export async function loadDesk(parley: Parley, before: DeskState): Promise<Loaded> {
  const active = dataOf(await parley.request(InboxDocument, { state: 'ACTIVE', first: 100 }));
  const [viewer, past, missed, definitions] = await Promise.all([
    parley.request(ViewerDocument, {}).then(dataOf),
    loadPast(parley, null),
    loadMissed(parley, null),
    loadDefinitions(parley),
  ]);
  const rows = [...(active.inbox?.nodes ?? []), ...past.rows, ...missed.rows];
  const agent = viewer.viewer?.agent ?? null;
  const state: DeskState = {
    ...emptyDesk,
    phase: agent === null ? 'refused' : 'ready',
    workspaceName: viewer.viewer?.workspace.name ?? '',
    permissions: viewer.viewer?.permissions ?? [],
    agent,
    definitions,
    rows: new Map(rows.map((row) => [row.id, row])),
    past: past.shelf,
    missed: seesMissed(viewer.viewer?.permissions ?? [], missed) ? missed.shelf : hidden,
    // What was missed while the line was down is asked for, too.
    missedRound: before.missedRound + 1,
    threads: new Map([...before.threads].map(([id, thread]) => [id, { ...thread, stale: true }])),
  };
  return {
    state: (agent?.pendingOffers ?? []).reduce(ring, state),
    cursor: active.inbox?.eventCursor ?? null,
  };
}

/** Without them attributes are shown by their names, as they are stored. */
async function loadDefinitions(parley: Parley): Promise<DeskState['definitions']> {
  const answer = await parley.request(AttributeDefinitionsDocument, {});
  const known = answer.ok ? (answer.data.attributeDefinitions ?? []) : [];
  return new Map(known.map(({ name, label, type }) => [name, { label, type }]));
}

export interface Page {
  readonly rows: readonly Row[];
  readonly shelf: Shelf;
}

export async function loadPast(parley: Parley, after: string | null): Promise<Page> {
  const answer = await parley.request(InboxDocument, { state: 'PAST', first: pageSize, after });
  return pageOf(answer, answer.ok ? answer.data.inbox : null);
}

/** Missed chats: not everybody may see them, and then the tab says so. */
export async function loadMissed(parley: Parley, after: string | null): Promise<Page> {
  const answer = await parley.request(ConversationsDocument, { filter: { missed: true }, first: pageSize, after });
  return pageOf(answer, answer.ok ? answer.data.conversations : null);
}

const hidden: Shelf = { state: 'forbidden', count: null, nextCursor: null, loading: false };

/** Who may not list what others missed gets an empty list, not a refusal: "none" would be a lie. */
function seesMissed(permissions: readonly Permission[], { rows }: Page): boolean {
  return permissions.includes('ALL_CONVERSATIONS_VIEW') || rows.length > 0;
}

interface Connection {
  readonly nodes: readonly ConversationRowFragment[];
  readonly totalCount: number | null;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

function pageOf(answer: Answer<unknown>, connection: Connection | null): Page {
  if (connection === null) {
    const errors = answer.ok ? answer.errors : answer.failure.errors;
    const forbidden = errors.some((error) => error.extensions?.code === 'FORBIDDEN');
    return {
      rows: [],
      shelf: forbidden ? hidden : { ...hidden, state: 'failed' },
    };
  }
  const { hasNextPage, endCursor } = connection.pageInfo;
  return {
    rows: connection.nodes,
    shelf: { state: 'ready', count: connection.totalCount, nextCursor: hasNextPage ? endCursor : null, loading: false },
  };
}
