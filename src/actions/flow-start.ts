import type { Actor, VisitorActor } from '../auth/actor';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { Attribute, ConversationId, DialogId } from '../routing/terms';
import { pageOf } from '../streams/dwell';
import { unlessBegunMeanwhile } from './begun-meanwhile';
import { readClientKey } from './client-message-id';
import { type Beginning, conversationBegin } from './conversation-begin';
import { isReturning } from './dialog-choose';
import { findPageConsent, keepsPages } from './page-consent';
import { readPageUrl } from './page-url';
import { findSurroundings } from './playing';
import type { Ports, Transaction } from './ports';
import type { Delivery, DialogRecord } from './records';
import { visitorsOnly } from './refusals';
import { readAttributes, type SaidAttribute } from './said-attributes';
import { readVisit, type Visit, type VisitInput } from './visit';

export interface FlowStartInput {
  /** One of the two. */
  readonly flowId: DialogId | null;
  readonly flowKey: string | null;
  /** The page's word: what a form or a login knows, stored with source PAGE. */
  readonly attributes: readonly SaidAttribute[];
  readonly delivery: Delivery;
  readonly pageUrl: string | null;
  readonly visit: VisitInput | null;
  /** The page's own name for this start, so that a retry after a lost answer starts nothing anew. */
  readonly clientFlowId: string | null;
}

type Start = Omit<FlowStartInput, 'visit'> & { readonly visitor: VisitorActor; readonly visit: Visit };

/** Null: the workspace's chat is switched off. An open conversation of the flow goes on; a finished one is begun anew. */
export async function flowStart(
  ports: Ports,
  actor: Actor,
  input: FlowStartInput,
): Promise<Outcome<ConversationId | null>> {
  if (actor.kind !== 'VISITOR') return visitorsOnly();
  if ((input.flowId === null) === (input.flowKey === null)) {
    return refuse('INVALID', 'Name the flow by its flowId or by its flowKey: one of them.', ['flowId']);
  }
  const pageUrl = readPageUrl(input.pageUrl);
  if (!pageUrl.ok) return pageUrl;
  const clientFlowId = readClientKey(input.clientFlowId, 'clientFlowId');
  if (!clientFlowId.ok) return clientFlowId;
  const visit = readVisit(input.visit, ['visit']);
  if (!visit.ok) return visit;
  const start: Start = {
    ...input,
    visitor: actor,
    pageUrl: pageUrl.value,
    clientFlowId: clientFlowId.value,
    visit: visit.value,
  };
  return unlessBegunMeanwhile(() => ports.work(actor.workspaceId, (tx) => startIn(ports, tx, start)));
}

async function startIn(ports: Ports, tx: Transaction, start: Start): Promise<Outcome<ConversationId | null>> {
  const { visitorId } = start.visitor;
  const { clientFlowId, pageUrl } = start;
  const page = pageOf(pageUrl);
  const [flow, earlierId, previewed, surroundings, record, isGranted] = await Promise.all([
    findFlow(tx, start),
    clientFlowId === null ? null : tx.play.findFlowStart(visitorId, clientFlowId),
    tx.previews.find(visitorId),
    findSurroundings(tx, visitorId),
    tx.audiences.findStanding(visitorId, page),
    findPageConsent(tx, visitorId),
  ]);
  if (flow === null || flow.kind !== 'FLOW' || previewed !== null) return unknownFlow(start);
  if (earlierId !== null) return repeated(tx, flow, earlierId);
  if (flow.status !== 'PUBLISHED' || flow.publishedVersion === null) return unknownFlow(start);
  const { definitions } = surroundings;
  const keeps = keepsPages(surroundings.workspace, isGranted);
  const reading = { definitions, source: 'PAGE', field: ['attributes'], blank: 'IS_NOTHING' } as const;
  const read = readAttributes(start.attributes, reading);
  if (!read.ok) return read;
  const attributes = keeps ? read.value : [];
  const open = record.open.find(({ dialogId }) => dialogId === flow.id);
  const begun =
    open === undefined
      ? await begin(ports, tx, keeps ? start : { ...start, pageUrl: null, visit: { ...start.visit, referrer: null } }, {
          dialogId: flow.id,
          version: flow.publishedVersion,
          attributes,
          surroundings,
          returning: isReturning(tx, record),
        })
      : goOn(tx, start, { conversationId: open.id, attributes });
  if (begun.ok && begun.value !== null && clientFlowId !== null) {
    tx.play.insertFlowStart(visitorId, clientFlowId, begun.value);
  }
  if (pageUrl !== null && keeps) tx.visitors.setLastPage(visitorId, pageUrl);
  tx.audiences.recordVisit(visitorId, keeps ? page : null, start.visit.report);
  return begun;
}

async function findFlow(tx: Transaction, { flowId, flowKey }: Start): Promise<DialogRecord | null> {
  if (flowId !== null) return tx.dialogs.find(flowId);
  const [flow] = await tx.dialogs.findByKeys(flowKey === null ? [] : [flowKey]);
  return flow ?? null;
}

/** Whatever has become of it since, it is the one that this start began. */
async function repeated(
  tx: Transaction,
  flow: DialogRecord,
  earlierId: ConversationId,
): Promise<Outcome<ConversationId>> {
  const earlier = await tx.conversations.find(earlierId);
  if (earlier?.dialogId === flow.id) return done(earlierId);
  const message = 'This clientFlowId was used for another flow. Use a new one for each start.';
  return refuse('CONFLICT', message, ['clientFlowId']);
}

function begin(
  ports: Ports,
  tx: Transaction,
  { visitor, pageUrl, delivery, visit }: Start,
  of: Pick<Beginning, 'dialogId' | 'version' | 'attributes' | 'surroundings'> & { readonly returning: boolean },
): Promise<Outcome<ConversationId | null>> {
  const { returning, ...which } = of;
  const { language, timeZone, referrer } = visit;
  const facts = { language, timeZone, referrer, returning };
  return conversationBegin(ports, tx, { ...which, visitor, pageUrl, delivery, visit: facts });
}

/** What the page knows now is told to the conversation that is open, too. */
function goOn(
  tx: Transaction,
  { visitor }: Start,
  open: { readonly conversationId: ConversationId; readonly attributes: readonly Attribute[] },
): Outcome<ConversationId> {
  tx.visitors.setAttributes(visitor.visitorId, open.attributes);
  return done(open.conversationId);
}

function unknownFlow({ flowId }: Start): Outcome<never> {
  const field = [flowId === null ? 'flowKey' : 'flowId'];
  return refuse('NOT_FOUND', 'There is no such published flow. Publish it, or check its id or key.', field);
}
