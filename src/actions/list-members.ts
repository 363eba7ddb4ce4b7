/** Who is meant by the rows of a list's members: an address, or a browser. Every row's fault is told by its place. */
import { readValue } from '../routing/attribute-values';
import { foldEmail } from '../routing/identity';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { VisitorId } from '../routing/terms';
import { Faults } from './faults';
import type { Transaction } from './ports';

export interface ListMemberDraft {
  readonly email: string | null;
  readonly visitorId: VisitorId | null;
}
export interface NamedMembers {
  /** Folded, each once, with how it was written. */
  readonly emails: ReadonlyMap<string, string>;
  readonly visitors: Awaited<ReturnType<Transaction['lists']['findVisitors']>>;
}

const maxMembersAtOnce = 1_000;

export async function readMembers(
  tx: Transaction,
  members: readonly ListMemberDraft[],
): Promise<Outcome<NamedMembers>> {
  if (members.length === 0 || members.length > maxMembersAtOnce) {
    const most = maxMembersAtOnce.toLocaleString('en');
    return refuse('INVALID', `These are ${members.length} members. Give 1 to ${most} at a time.`, ['members']);
  }
  const visitorIds = members.flatMap(({ visitorId }) => (visitorId === null ? [] : [visitorId]));
  const visitors = await tx.lists.findVisitors([...new Set(visitorIds)]);
  const faults = new Faults();
  const emails = new Map<string, string>();
  members.forEach(({ email, visitorId }, index) => {
    const field = ['members', String(index)];
    if ((email === null) === (visitorId === null)) {
      faults.add('Say who it is: by an e-mail address or by a visitor id, one of the two.', field);
    } else if (email !== null) {
      const value = faults.read(readValue(email, 'EMAIL', [...field, 'email']));
      if (value !== undefined) emails.set(foldEmail(value), value);
    } else if (visitorId !== null && (visitors.get(visitorId)?.erased ?? true)) {
      faults.read(refuse('NOT_FOUND', 'There is no such visitor. Load the visitors again.', [...field, 'visitorId']));
    }
  });
  return faults.any ? faults.refused() : done({ emails, visitors });
}
