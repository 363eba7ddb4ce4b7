import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { PersonId } from '../routing/terms';
import { addressesOf } from './person-update';
import type { Ports } from './ports';
import { notAllowed, unknown } from './staff-refusals';

export interface PersonMergeInput {
  /** Who stays. */
  readonly personId: PersonId;
  /** Who was the same all the time. */
  readonly otherPersonId: PersonId;
}

/**
 * Two persons turn out to be one. Browsers, conversations and addresses of the other lead to who stays, and whoever reads
 * them follows: no conversation is touched, so none can be lost or waited for. What is known of both is kept by the strength
 * of who said it, and of two alike by the later word. Again is the same answer.
 */
export async function personMerge(ports: Ports, actor: Actor, input: PersonMergeInput): Promise<Outcome<PersonId>> {
  if (!may(actor, 'people.manage')) return notAllowed('merge people');
  const { personId, otherPersonId } = input;
  if (personId === otherPersonId) {
    return refuse('INVALID', 'This is the same person twice. Choose two.', ['otherPersonId']);
  }
  return ports.work(actor.workspaceId, async (tx) => {
    const [, kept, other] = await Promise.all([
      tx.people.lockMerging(),
      tx.people.find(personId),
      tx.people.find(otherPersonId),
    ]);
    if (kept === null || kept.erasedAt !== null) return unknown('person', ['personId']);
    if (other === null || other.erasedAt !== null) return unknown('person', ['otherPersonId']);
    if (kept.id === other.id) return done(kept.id);
    await tx.people.lockEmails([...addressesOf(kept), ...addressesOf(other)]);
    tx.people.merge(kept.id, other.id);
    return done(kept.id);
  });
}
