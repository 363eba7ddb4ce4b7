import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, type Outcome } from '../routing/refusal';
import type { ListId } from '../routing/terms';
import { Faults } from './faults';
import { orNameTaken, readDescription, readListName } from './person-list-create';
import type { Ports } from './ports';
import { notAllowed, unknown } from './staff-refusals';

export interface PersonListUpdateInput {
  readonly personListId: ListId;
  readonly name?: string;
  /** null: none. */
  readonly description?: string | null;
}

/** What is absent stays. Dialogs ask about the list itself, so another name changes nothing for them. */
export async function personListUpdate(
  ports: Ports,
  actor: Actor,
  input: PersonListUpdateInput,
): Promise<Outcome<ListId>> {
  if (!may(actor, 'lists.manage')) return notAllowed('manage lists of people');
  const faults = new Faults();
  const name = input.name === undefined ? undefined : faults.read(readListName(input.name));
  const description = input.description === undefined ? undefined : faults.read(readDescription(input.description));
  if (faults.any) return faults.refused();
  const { personListId: id } = input;
  return orNameTaken(name ?? '', () =>
    ports.work(actor.workspaceId, async (tx) => {
      if ((await tx.lists.find(id)) === null) return unknown('list', ['personListId']);
      tx.lists.update(id, { ...(name !== undefined && { name }), ...(description !== undefined && { description }) });
      return done(id);
    }),
  );
}
