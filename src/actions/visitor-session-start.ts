import type { Outcome } from '../routing/refusal';
import type { VisitorId, WorkspaceId } from '../routing/terms';
import type { Ports } from './ports';

export interface VisitorSessionStartInput {
  readonly workspaceKey: string;
  readonly visitorToken: string | null;
  /** The page's word: stored with source PAGE. */
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
}
export interface VisitorSessionStarted {
  readonly token: string;
  readonly expiresAt: Date;
  readonly workspaceId: WorkspaceId;
  readonly visitorId: VisitorId;
}

export async function visitorSessionStart(
  _ports: Ports,
  _input: VisitorSessionStartInput,
): Promise<Outcome<VisitorSessionStarted>> {
  throw new Error('visitorSessionStart is not built yet');
}
