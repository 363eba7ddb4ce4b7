import type { VisitorId } from '../routing/terms';
import type { Transaction } from './ports';
import type { WorkspaceRecord } from './records';

/** Asked for in one breath with the workspace: whether the visitor has allowed that what pages tell is kept. */
export function findPageConsent(tx: Transaction, visitorId: VisitorId): Promise<boolean> {
  return tx.consents.isGranted(visitorId, 'PAGE_CONTEXT');
}

/**
 * Whether what the page tells may be stored: its attributes, its address, where the visitor came from. What is not stored still
 * decides which dialog fits, at this moment and without a trace.
 */
export function keepsPages({ asksConsent }: Pick<WorkspaceRecord, 'asksConsent'>, isGranted: boolean): boolean {
  return !asksConsent || isGranted;
}
