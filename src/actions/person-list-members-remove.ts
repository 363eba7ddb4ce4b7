import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, type Outcome } from '../routing/refusal';
import type { ListId } from '../routing/terms';
import { type ListMemberDraft, readMembers } from './list-members';
import type { ListChanged } from './person-list-members-add';
import type { Ports } from './ports';
import { notAllowed, unknown } from './staff-refusals';

export interface PersonListMembersRemoveInput {
  readonly personListId: ListId;
  readonly members: readonly ListMemberDraft[];
}

/** Who is not on the list is passed over; a fault in any row changes nothing. A known visitor goes with all browsers. */
export async function personListMembersRemove(
  ports: Ports,
  actor: Actor,
  { personListId: id, members }: PersonListMembersRemoveInput,
): Promise<Outcome<ListChanged>> {
  if (!may(actor, 'lists.manage')) return notAllowed('manage lists of people');
  return ports.work(actor.workspaceId, async (tx) => {
    if ((await tx.lists.find(id)) === null) return unknown('list', ['personListId']);
    const read = await readMembers(tx, members);
    if (!read.ok) return read;
    const { emails, visitors } = read.value;
    const known = emails.size === 0 ? new Map() : await tx.people.findByEmails([...emails.keys()]);
    const theirs = [...visitors].flatMap(([visitorId, { personId }]) =>
      personId === null ? [visitorId] : [visitorId, personId],
    );
    const changed = await tx.lists.removeMembers(id, [...new Set([...known.values(), ...theirs])]);
    return done({ personListId: id, changed });
  });
}
