import type { Actor } from '../auth/actor';
import { isStaff } from '../auth/actor';
import { may } from '../auth/policy';
import { done, type Outcome } from '../routing/refusal';
import type { AttributeSource, ListId, PersonId } from '../routing/terms';
import { type ListMemberDraft, type NamedMembers, readMembers } from './list-members';
import { sourceOf } from './person-update';
import type { Ports, Transaction } from './ports';
import { notAllowed, unknown } from './staff-refusals';

export interface PersonListMembersAddInput {
  readonly personListId: ListId;
  readonly members: readonly ListMemberDraft[];
}
export interface ListChanged {
  readonly personListId: ListId;
  /** How many came, or went. */
  readonly changed: number;
}

/**
 * All of them or, with a fault in any row, none. An address that nobody has becomes a person; a visitor who is known is added as
 * that person, so that every browser of theirs is on the list.
 */
export async function personListMembersAdd(
  ports: Ports,
  actor: Actor,
  { personListId: id, members }: PersonListMembersAddInput,
): Promise<Outcome<ListChanged>> {
  if (!isStaff(actor) || !may(actor, 'lists.manage')) return notAllowed('manage lists of people');
  return ports.work(actor.workspaceId, async (tx) => {
    if ((await tx.lists.find(id)) === null) return unknown('list', ['personListId']);
    const read = await readMembers(tx, members);
    if (!read.ok) return read;
    const byEmail = await findOrMake(ports, tx, read.value, sourceOf(actor));
    const visitors = [...read.value.visitors];
    const known = visitors.flatMap(([, { personId }]) => (personId === null ? [] : [personId]));
    const changed = await tx.lists.addMembers(id, {
      personIds: [...byEmail, ...known],
      visitorIds: visitors.flatMap(([visitorId, { personId }]) => (personId === null ? [visitorId] : [])),
    });
    return done({ personListId: id, changed });
  });
}

/** Behind the locks of all addresses, so that a visitor who gives one of them in this moment is the same person. */
async function findOrMake(
  ports: Ports,
  tx: Transaction,
  { emails }: NamedMembers,
  source: AttributeSource,
): Promise<readonly PersonId[]> {
  if (emails.size === 0) return [];
  const folded = [...emails.keys()];
  await tx.people.lockEmails(folded);
  const known = await tx.people.findByEmails(folded);
  const made = folded
    .filter((email) => !known.has(email))
    .map((email) => ({ id: ports.newId<'Person'>(), email, written: emails.get(email) ?? email }));
  tx.people.insertMany(made, source);
  return [...known.values(), ...made.map(({ id }) => id)];
}
