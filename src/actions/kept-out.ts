import { isBlockedAddress } from '../routing/blocked-domains';
import type { WorkspaceRecord } from './records';

/** Whoever has an address of a blocked domain is met like everybody whom nobody could take: no chat, no meeting, no reason told. */
export function isKeptOut(
  workspace: Pick<WorkspaceRecord, 'blocksEmailDomains' | 'blockedEmailDomains'>,
  email: string | undefined,
): boolean {
  return workspace.blocksEmailDomains && email !== undefined && isBlockedAddress(email, workspace.blockedEmailDomains);
}
