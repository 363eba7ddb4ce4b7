/**
 * Which conversation a visitor gets on a page when none is asked for by name.
 *
 * Who is engaged goes on, wherever the dialog is targeted. Else the published dialogs decide: the resolved one is begun, or,
 * where it was shown before and not answered, goes on as it is; if it was published anew meanwhile, it begins anew in the place
 * of the other. While its triggers are pending there is no conversation, and what it waits for is told.
 *
 * What is published comes from the catalog, which may be a moment behind: the row of the resolved dialog is asked again, and
 * where the two differ the choice is STALE and made anew, in another transaction.
 */
import { assertNever, type ConversationId, type DialogId, type VisitorId } from '../routing/terms';
import type { PublishedDialog, Standing } from '../streams/audience';
import type { Triggers } from '../streams/audience-terms';
import { dwellWith, visitNumber } from '../streams/dwell';
import { withAvailability } from './availability-glance';
import { conversationClose } from './conversation-close';
import { gatherFacts } from './facts';
import type { Surroundings } from './playing';
import type { OpenConversation, Published, StandingRecord, Transaction } from './ports';
import type { Visit } from './visit';

/** A visitor on a page, with all that was read of it. */
export interface Visiting {
  readonly visitorId: VisitorId;
  readonly pageUrl: string | null;
  readonly visit: Visit;
  readonly surroundings: Surroundings;
  readonly record: StandingRecord;
}

export type DialogChoice =
  | { readonly kind: 'CONTINUES'; readonly conversationId: ConversationId }
  | { readonly kind: 'BEGINS'; readonly dialogId: DialogId; readonly version: number; readonly again: boolean }
  | { readonly kind: 'WAITS'; readonly waitsFor: Triggers }
  | { readonly kind: 'NOTHING' }
  | { readonly kind: 'STALE' };

export async function dialogChoose(tx: Transaction, published: Published, visiting: Visiting): Promise<DialogChoice> {
  const engaged = visiting.record.open.find(sticks);
  if (engaged !== undefined) return { kind: 'CONTINUES', conversationId: engaged.id };
  const { matcher } = published;
  const facts = factsOf(tx, visiting);
  const standing = standingOf(tx, published, visiting);
  const { workspace, usage } = visiting.surroundings;
  const asked = { facts, workspace, usage, routings: matcher.routingsAsked(facts) };
  const resolved = await withAvailability(tx, asked, (whole) => matcher.resolve(whole, standing));
  if (resolved === null) return { kind: 'NOTHING' };
  const { dialog, waitsFor } = resolved;
  if ((await tx.audiences.findPublishedVersion(dialog.id)) !== dialog.version) return { kind: 'STALE' };
  return waitsFor === null ? show(tx, visiting, dialog) : { kind: 'WAITS', waitsFor };
}

/**
 * An answered conversation goes with its visitor from page to page. One that stands inside a page stays there, unless people
 * have been called into it.
 */
function sticks({ isEngaged, delivery, isLive }: OpenConversation): boolean {
  if (!isEngaged) return false;
  switch (delivery) {
    case 'CHATBOT':
    case 'POPUP':
      return true;
    case 'INLINE':
      return isLive;
    default:
      return assertNever(delivery);
  }
}

async function show(tx: Transaction, visiting: Visiting, dialog: PublishedDialog): Promise<DialogChoice> {
  const { visitorId, record } = visiting;
  const { id: dialogId, version, audience } = dialog;
  if (audience.frequency !== null) {
    const visit = visitNumber(record.site, tx.now);
    tx.audiences.recordShowing(visitorId, { dialogId, visit, keep: audience.frequency.times });
  }
  const open = record.open.find((one) => one.dialogId === dialogId);
  if (open === undefined) return { kind: 'BEGINS', dialogId, version, again: false };
  if (open.isEngaged || open.version === version) return { kind: 'CONTINUES', conversationId: open.id };
  return (await giveUp(tx, open.id))
    ? { kind: 'BEGINS', dialogId, version, again: true }
    : { kind: 'CONTINUES', conversationId: open.id };
}

/** Whether the open conversation, which nobody had answered a moment ago, is out of the way. One that was, stays. */
export async function giveUp(tx: Transaction, id: ConversationId): Promise<boolean> {
  const held = await tx.conversations.lock(id);
  if (held === null || held.status !== 'OPEN') return true;
  if (held.engagedAt !== null) return false;
  tx.conversations.save(conversationClose(tx, held, 'DROPPED'));
  return true;
}

export function factsOf(tx: Transaction, { pageUrl, visit, surroundings, record }: Visiting) {
  const { language, timeZone, referrer } = visit;
  const returning = isReturning(tx, record);
  const play = { language, timeZone, referrer, returning };
  return gatherFacts({ ...surroundings, play, pageUrl, now: tx.now });
}

/** Whether this is another visit than the first. */
export function isReturning(tx: Transaction, record: StandingRecord): boolean {
  return visitNumber(record.site, tx.now) > 1;
}

export function standingOf(tx: Transaction, { chatEnabled }: Published, { visit, record }: Visiting): Standing {
  const current = visitNumber(record.site, tx.now);
  return {
    now: tx.now,
    chatEnabled,
    completed: new Set(record.completed),
    shown: new Set(record.open.map(({ dialogId }) => dialogId)),
    showings: new Map(
      record.showings.map(({ dialogId, visit: shownOn, at }) => [dialogId, { onThisVisit: shownOn === current, at }]),
    ),
    engagedIn: record.open.find(sticks)?.dialogId ?? null,
    dwell: dwellWith(visit.report, record),
  };
}
