import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, type Outcome } from '../routing/refusal';
import type { WorkspaceId } from '../routing/terms';
import type { Ports } from './ports';
import { notAllowed } from './staff-refusals';

export interface ChatEnabledSetInput {
  readonly enabled: boolean;
}

/** The one switch for all: off, no dialog shows itself and no flow starts. Conversations that are going on go on. */
export async function chatEnabledSet(
  ports: Ports,
  actor: Actor,
  input: ChatEnabledSetInput,
): Promise<Outcome<WorkspaceId>> {
  if (!may(actor, 'chat.switch')) return notAllowed('switch the chat on and off');
  return ports.work(actor.workspaceId, async (tx) => {
    tx.workspace.setChatEnabled(input.enabled);
    return Promise.resolve(done(tx.workspaceId));
  });
}
