import type { Actor } from '../auth/actor';
import { done, type Outcome } from '../routing/refusal';
import type { DialogId } from '../routing/terms';
import { readCards } from './card-reading';
import type { CardDraft } from './card-draft';
import { dialogsRefused, holdDialog, mayAnyDialog } from './dialog-rights';
import { refuseStale } from './dialog-update';
import type { Ports } from './ports';

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
  if (!mayAnyDialog(actor, 'manage')) return dialogsRefused('manage');
  const { dialogId, ifRevision } = input;
  return ports.work(actor.workspaceId, async (tx) => {
    const [held, definitions] = await Promise.all([
      holdDialog(tx, actor, dialogId, 'manage'),
      tx.attributeDefinitions.findAll(),
    ]);
    if (!held.ok) return held;
    const stale = refuseStale(held.value, ifRevision);
    if (stale !== null) return stale;
    const cards = readCards(input.cards, { definitions, cleanHtml: ports.cleanHtml });
    if (!cards.ok) return cards;
    tx.dialogs.replaceCards(dialogId, cards.value);
    return done(dialogId);
  });
}
