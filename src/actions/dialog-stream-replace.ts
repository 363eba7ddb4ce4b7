import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { DialogId } from '../routing/terms';
import { readCards } from './card-reading';
import type { CardDraft } from './card-draft';
import type { Ports } from './ports';
import { notAllowed, unknown } from './staff-refusals';

export type { CardDraft };

export interface DialogStreamReplaceInput {
  readonly dialogId: DialogId;
  readonly cards: readonly CardDraft[];
  readonly ifRevision: number | null;
}

/** The working copy becomes these cards. It may be wrong and unfinished: only publishing wants it right. */
export async function dialogStreamReplace(
  ports: Ports,
  actor: Actor,
  input: DialogStreamReplaceInput,
): Promise<Outcome<DialogId>> {
  if (!may(actor, 'dialogs.manage')) return notAllowed('manage dialogs');
  const { dialogId, ifRevision } = input;
  return ports.work(actor.workspaceId, async (tx) => {
    const [dialog, definitions] = await Promise.all([tx.dialogs.lock(dialogId), tx.attributeDefinitions.findAll()]);
    if (dialog === null) return unknown('dialog', ['dialogId']);
    if (ifRevision !== null && ifRevision !== dialog.revision) {
      const message = `Somebody changed this dialog: it is at revision ${dialog.revision}. Load it again and repeat your change.`;
      return refuse('CONFLICT', message, ['ifRevision']);
    }
    const cards = readCards(input.cards, definitions);
    if (!cards.ok) return cards;
    tx.dialogs.replaceCards(dialogId, cards.value);
    return done(dialogId);
  });
}
