/** What publishing, rolling back, planned publishing and importing have in common: the next version, or why not. */
import type { Actor } from '../auth/actor';
import { done, refuse, refuseAll, type Outcome } from '../routing/refusal';
import { assertNever, type DialogId } from '../routing/terms';
import type { DialogContent } from '../streams/audience-terms';
import { contentOf, isSameContent } from '../streams/same-script';
import type { Script } from '../streams/script';
import { isPublishable } from '../streams/validate';
import { issuesOf, sourceIn, toldIssues } from './dialog-issues';
import type { DialogRecord, Publisher } from './dialog.records';
import type { Transaction } from './ports';

export interface Publication {
  readonly content: DialogContent<Script>;
  readonly publisher: Publisher;
  readonly note: string | null;
  readonly rolledBackFrom: number | null;
}

/**
 * The dialog must be locked, behind the routing lock: that one keeps a team or a flow that the stream names from being deleted
 * in the same moment.
 */
export async function publishContent(
  tx: Transaction,
  dialog: DialogRecord,
  publication: Publication,
): Promise<Outcome<DialogId>> {
  const { publisher, note, rolledBackFrom } = publication;
  const content = contentOf(publication.content);
  const issues = await issuesOf(sourceIn(tx), { ...dialog, ...content });
  if (!isPublishable(issues)) return refuseAll(toldIssues(issues, ['dialogId']));
  if (await isPublishedAsItIs(tx, dialog, content)) {
    return refuse('ALREADY_PUBLISHED', 'This is published already. Change the working copy first.', ['dialogId']);
  }
  const last = await tx.dialogs.findLastVersion(dialog.id);
  tx.dialogs.publishVersion({ dialogId: dialog.id, version: last + 1, ...content, ...publisher, note, rolledBackFrom });
  dialogChanged(tx, dialog.id);
  return done(dialog.id);
}

async function isPublishedAsItIs(
  tx: Transaction,
  dialog: DialogRecord,
  content: DialogContent<Script>,
): Promise<boolean> {
  if (dialog.status !== 'PUBLISHED' || dialog.publishedVersion === null) return false;
  const published = await tx.dialogs.findVersionRecord(dialog.id, dialog.publishedVersion);
  return published !== null && isSameContent(published, content);
}

/**
 * What visitors meet is another from here on. Null: all of them. Told to staff, and to
 * whoever keeps published dialogs at hand.
 */
export function dialogChanged(tx: Transaction, dialogId: DialogId | null): void {
  const everybodyOnStaff = { conversationId: null, visitorId: null, agentId: null, onlyAgent: false };
  tx.emit({ ...everybodyOnStaff, type: 'DIALOG_CHANGED', dialogId });
}

export function publisherOf(actor: Actor): Publisher {
  switch (actor.kind) {
    case 'AGENT':
      return { publishedByKind: 'AGENT', publishedBy: actor.agentId };
    case 'INTEGRATION':
      return { publishedByKind: 'INTEGRATION', publishedBy: actor.apiTokenId };
    case 'SYSTEM':
      return { publishedByKind: 'SYSTEM', publishedBy: null };
    case 'VISITOR':
      throw new Error('A visitor publishes nothing.');
    default:
      return assertNever(actor);
  }
}
