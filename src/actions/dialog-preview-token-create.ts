import type { Actor } from '../auth/actor';
import { done, type Outcome } from '../routing/refusal';
import type { DialogId, VisitorId } from '../routing/terms';
import { dialogsRefused, mayAnyDialog, permitted } from './dialog-rights';
import type { Ports } from './ports';

export interface DialogPreviewTokenCreateInput {
  readonly dialogId: DialogId;
}
export interface PreviewToken {
  readonly token: string;
  readonly expiresAt: Date;
  readonly dialogId: DialogId;
}

const livesMs = 60 * 60 * 1_000;

/**
 * A visitor's token that plays this dialog's working copy and nothing else, for an hour. Its conversations are counted nowhere,
 * stand in no list, ring nobody, and are told to nobody but whoever holds the token.
 */
export async function dialogPreviewTokenCreate(
  ports: Ports,
  actor: Actor,
  input: DialogPreviewTokenCreateInput,
): Promise<Outcome<PreviewToken>> {
  if (!mayAnyDialog(actor, 'view')) return dialogsRefused('view');
  const { dialogId } = input;
  return ports.work(actor.workspaceId, async (tx) => {
    const dialog = permitted(actor, await tx.dialogs.find(dialogId), 'view');
    if (!dialog.ok) return dialog;
    const visitorId: VisitorId = ports.newId();
    const { token, hash } = ports.secrets.newToken('v');
    const expiresAt = new Date(tx.now.getTime() + livesMs);
    tx.visitors.insert(visitorId);
    tx.previews.insert(visitorId, dialogId);
    const subject = { kind: 'VISITOR', subjectId: visitorId } as const;
    tx.sessions.insert({ id: ports.newId(), tokenHash: hash, ...subject, slidesSeconds: null, expiresAt });
    return done({ token, expiresAt, dialogId });
  });
}
