import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { ListId } from '../routing/terms';
import type { Ports } from './ports';
import { notAllowed, unknown } from './staff-refusals';

export interface PersonListDeleteInput {
  readonly personListId: ListId;
}

/** What is in use stays. The routing lock keeps a dialog that asks about the list from being published in the same moment. */
export async function personListDelete(
  ports: Ports,
  actor: Actor,
  { personListId: id }: PersonListDeleteInput,
): Promise<Outcome<ListId>> {
  if (!may(actor, 'lists.manage')) return notAllowed('manage lists of people');
  return ports.work(actor.workspaceId, async (tx) => {
    await tx.routing.lock();
    const [list, uses] = await Promise.all([tx.lists.find(id), tx.lists.findUses(id)]);
    if (list === null) return unknown('list', ['personListId']);
    if (uses.length > 0) {
      const where = uses.map((name) => `the dialog “${name}”`).join(', ');
      const message = `${list.name} is in use by ${where}. Change that first, then delete the list.`;
      return refuse('IN_USE', message, ['personListId']);
    }
    tx.lists.delete(id);
    return done(id);
  });
}
