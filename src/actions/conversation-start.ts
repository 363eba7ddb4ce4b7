import type { Actor, VisitorActor } from '../auth/actor';
import { done, refuse, type Outcome } from '../routing/refusal';
import { assertNever, type ConversationId, type DialogId } from '../routing/terms';
import type { Triggers } from '../streams/audience-terms';
import { pageOf } from '../streams/dwell';
import { conversationBegin } from './conversation-begin';
import { type DialogChoice, dialogChoose, giveUp, isReturning, type Visiting } from './dialog-choose';
import { snapshotOf } from './dialog-preview';
import { findPageConsent, keepsPages } from './page-consent';
import { readPageUrl } from './page-url';
import { findSurroundings } from './playing';
import { ConstraintViolation, type Ports, type Published, type Transaction } from './ports';
import { visitorsOnly } from './refusals';
import { readVisit, type Visit, type VisitInput } from './visit';

export interface ConversationStartInput {
  readonly dialogId: DialogId | null;
  readonly pageUrl: string | null;
  readonly visit?: VisitInput | null;
}

export interface ConversationStarted {
  /** Null: no dialog fits this visitor now, or what fits waits for something. */
  readonly conversationId: ConversationId | null;
  /** What must happen before there is a conversation; null: nothing, or nothing fits. */
  readonly waitsFor: Triggers | null;
}

interface Start {
  readonly visitor: VisitorActor;
  readonly dialogId: DialogId | null;
  readonly pageUrl: string | null;
  readonly visit: Visit;
}

export async function conversationStart(
  ports: Ports,
  actor: Actor,
  input: ConversationStartInput,
): Promise<Outcome<ConversationId | null>> {
  const started = await conversationStarted(ports, actor, input);
  return started.ok ? done(started.value.conversationId) : started;
}

/** The same, with what it waits for where there is no conversation yet. */
export async function conversationStarted(
  ports: Ports,
  actor: Actor,
  input: ConversationStartInput,
): Promise<Outcome<ConversationStarted>> {
  if (actor.kind !== 'VISITOR') return visitorsOnly();
  const pageUrl = readPageUrl(input.pageUrl);
  if (!pageUrl.ok) return pageUrl;
  const visit = readVisit(input.visit ?? null, ['visit']);
  if (!visit.ok) return visit;
  const start: Start = { visitor: actor, dialogId: input.dialogId, pageUrl: pageUrl.value, visit: visit.value };
  for (let lost = 0; ; lost += 1) {
    try {
      // Before the transaction: reading it takes a connection of its own, and this must not wait for one while it holds one.
      const published = await ports.catalog.find(actor.workspaceId);
      const started = await ports.sharedRequests(actor.workspaceId, actor, (tx) =>
        startIn(ports, tx, { start, published }),
      );
      if (started !== 'STALE') return started;
      if (lost === lossesAtMost) throw new Error('What is published is never what it was a moment ago.');
      ports.catalog.drop(actor.workspaceId);
    } catch (error) {
      if (!isBegunMeanwhile(error) || lost === lossesAtMost) throw error;
    }
  }
}

/** Each time somebody else has begun or published one in between: who loses that often is not unlucky, something is wrong. */
const lossesAtMost = 8;

/** Two tabs began at once: the unique index let one of them through, and the other looks again and finds that one. */
function isBegunMeanwhile(error: unknown): boolean {
  return error instanceof ConstraintViolation && error.constraint === 'conversation_one_open';
}

async function startIn(
  ports: Ports,
  tx: Transaction,
  { start, published }: { readonly start: Start; readonly published: Published },
): Promise<Outcome<ConversationStarted> | 'STALE'> {
  const { visitor, dialogId, pageUrl, visit } = start;
  const { visitorId } = visitor;
  const page = pageOf(pageUrl);
  const [surroundings, record, previewed, isGranted] = await Promise.all([
    findSurroundings(tx, visitorId),
    tx.audiences.findStanding(visitorId, page),
    tx.previews.find(visitorId),
    findPageConsent(tx, visitorId),
  ]);
  const visiting: Visiting = { visitorId, pageUrl, visit, surroundings, record };
  const choice =
    previewed !== null
      ? await choosePreview(tx, visiting, previewed)
      : dialogId !== null
        ? await chooseNamed(tx, visiting, dialogId)
        : await dialogChoose(tx, published, visiting);
  if (choice.kind === 'STALE') return 'STALE';
  // Behind the conversation's lock and before a live chat takes the routing lock: a card's answer locks in that order, too.
  const keeps = keepsPages(surroundings.workspace, isGranted);
  if (pageUrl !== null && keeps) tx.visitors.setLastPage(visitorId, pageUrl);
  tx.audiences.recordVisit(visitorId, keeps ? page : null, visit.report);
  return follow(ports, tx, { start: keeps ? start : withoutPage(start), visiting, choice });
}

/** As it may be kept of a visitor who has not allowed more. */
function withoutPage(start: Start): Start {
  return { ...start, pageUrl: null, visit: { ...start.visit, referrer: null } };
}

/** A preview's visitor plays the working copy of one dialog, whoever it is for, and nothing else. */
async function choosePreview(tx: Transaction, { visitorId }: Visiting, dialogId: DialogId): Promise<DialogChoice> {
  const [previewed, open] = await Promise.all([
    snapshotOf(tx, dialogId),
    tx.conversations.findOpen(visitorId, dialogId),
  ]);
  if (previewed === null) return { kind: 'NOTHING' };
  const { version } = previewed;
  if (open !== null && (open.dialogVersion === version || open.engagedAt !== null || !(await giveUp(tx, open.id)))) {
    return { kind: 'CONTINUES', conversationId: open.id };
  }
  return { kind: 'BEGINS', dialogId, version, again: open !== null };
}

/** Whoever names a dialog gets it, whoever it is for: one that is open goes on, else it must be published. */
async function chooseNamed(
  tx: Transaction,
  { record }: Visiting,
  dialogId: DialogId,
): Promise<DialogChoice | { readonly kind: 'UNKNOWN' }> {
  const open = record.open.find((one) => one.dialogId === dialogId);
  if (open !== undefined) return { kind: 'CONTINUES', conversationId: open.id };
  const version = await tx.audiences.findPublishedVersion(dialogId);
  return version === null ? { kind: 'UNKNOWN' } : { kind: 'BEGINS', dialogId, version, again: false };
}

async function follow(
  ports: Ports,
  tx: Transaction,
  of: {
    readonly start: Start;
    readonly visiting: Visiting;
    readonly choice: Exclude<DialogChoice, { kind: 'STALE' }> | { readonly kind: 'UNKNOWN' };
  },
): Promise<Outcome<ConversationStarted>> {
  const { choice, start, visiting } = of;
  switch (choice.kind) {
    case 'CONTINUES':
      return done({ conversationId: choice.conversationId, waitsFor: null });
    case 'WAITS':
      return done({ conversationId: null, waitsFor: choice.waitsFor });
    case 'NOTHING':
      return done({ conversationId: null, waitsFor: null });
    case 'UNKNOWN':
      return refuse('NOT_FOUND', 'There is no such published dialog. Leave the id out to get the one that fits.', [
        'dialogId',
      ]);
    case 'BEGINS': {
      const { referrer, language, timeZone } = start.visit;
      const begun = await conversationBegin(ports, tx, {
        ...choice,
        visitor: start.visitor,
        pageUrl: start.pageUrl,
        delivery: 'CHATBOT',
        visit: { referrer, language, timeZone, returning: isReturning(tx, visiting.record) },
        surroundings: visiting.surroundings,
      });
      return begun.ok ? done({ conversationId: begun.value, waitsFor: null }) : begun;
    }
    default:
      return assertNever(choice);
  }
}
