import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, type Outcome } from '../routing/refusal';
import type { WorkspaceId } from '../routing/terms';
import { dialogChanged } from './dialog-version';
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
    const { chatEnabled } = await tx.workspace.find();
    if (chatEnabled === input.enabled) return done(tx.workspaceId);
    tx.workspace.setChatEnabled(input.enabled);
    dialogChanged(tx, null);
    return done(tx.workspaceId);
  });
}
