/** To whom a visitor's account belongs, by the domain of an address that was captured, signed or put right. */
import { attributeKey, isTrustedForAccountRouting } from '../routing/attributes';
import type { AgentId, Attribute } from '../routing/terms';
import type { PersonFacts } from './people.records';
import type { Transaction } from './ports';

/**
 * As it was read with the person, in the same statement; only an address that this very transaction has learned since, in a
 * workspace that has accounts at all, is looked up by itself.
 */
export async function ownerOf(
  tx: Transaction,
  person: Pick<PersonFacts, 'ownerId' | 'hasAccounts'>,
  said: readonly Attribute[],
): Promise<AgentId | null> {
  const email = said.findLast(
    ({ name, source }) => attributeKey(name) === 'email' && isTrustedForAccountRouting(source),
  );
  if (email === undefined || !person.hasAccounts) return person.ownerId;
  return tx.routes.findOwner(email.value);
}
