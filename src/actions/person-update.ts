import type { Actor, StaffActor } from '../auth/actor';
import { isStaff } from '../auth/actor';
import { may } from '../auth/policy';
import { foldEmail } from '../routing/identity';
import { done, refuse, type Outcome, type Refused } from '../routing/refusal';
import type { Attribute, AttributeSource, PersonId } from '../routing/terms';
import { Faults } from './faults';
import type { PersonRecord, Ports, Transaction } from './ports';
import { readAttributes, readNames, type SaidAttribute } from './said-attributes';
import { notAllowed, unknown } from './staff-refusals';

export interface PersonUpdateInput {
  readonly personId: PersonId;
  readonly attributes: readonly SaidAttribute[];
  /** Names of attributes that are to be unknown again. */
  readonly remove: readonly string[];
}

/** Whose word it is: what a person puts right stands above what a program says. */
export function sourceOf(actor: StaffActor): AttributeSource {
  return actor.kind === 'AGENT' ? 'STAFF' : 'INTEGRATION';
}

/**
 * What is known of a person. Nothing of it is told to their browsers: a visitor reads what was said at that browser alone.
 * Another address is the person's from now on, unless somebody has it: two persons are made one by `personMerge` alone.
 */
export async function personUpdate(ports: Ports, actor: Actor, input: PersonUpdateInput): Promise<Outcome<PersonId>> {
  if (!isStaff(actor) || !may(actor, 'people.manage')) return notAllowed('change what is known of people');
  return ports.work(actor.workspaceId, async (tx) => {
    const definitions = await tx.attributeDefinitions.findAll();
    const faults = new Faults();
    const saying = { definitions, source: sourceOf(actor), field: ['attributes'], blank: 'IS_A_FAULT' } as const;
    const attributes = faults.read(readAttributes(input.attributes, saying)) ?? [];
    const names = faults.read(readNames(input.remove, { definitions, field: ['remove'] })) ?? [];
    if (faults.any) return faults.refused();
    const email = attributes.find(({ name }) => name === 'email');
    const person = await holdPerson(tx, input.personId, email);
    if (person === null || person.erasedAt !== null) return unknown('person', ['personId']);
    if (email !== undefined) {
      const changed = await changeEmail(tx, person, foldEmail(email.value));
      if (changed !== null) return changed;
    }
    tx.people.removeAttributes(person.id, names);
    tx.people.setAttributes(person.id, attributes);
    return done(person.id);
  });
}

/** An address changes hands while no merge runs and nobody else gives either of the two. */
async function holdPerson(tx: Transaction, id: PersonId, email: Attribute | undefined): Promise<PersonRecord | null> {
  if (email === undefined) return tx.people.find(id);
  const [, person] = await Promise.all([tx.people.lockMerging(), tx.people.find(id)]);
  if (person !== null) await tx.people.lockEmails([foldEmail(email.value), ...addressesOf(person)]);
  return person;
}

async function changeEmail(tx: Transaction, person: PersonRecord, email: string): Promise<Refused | null> {
  const owner = (await tx.people.findByEmails([email])).get(email) ?? null;
  if (owner === null) tx.people.changeEmail(person.id, email);
  if (owner === null || owner === person.id) return null;
  const message = `Somebody else has the address ${email}. If it is one and the same person, merge the two.`;
  return refuse('CONFLICT', message, ['attributes']);
}

export function addressesOf({ email, otherEmails }: PersonRecord): readonly string[] {
  return email === null ? otherEmails : [email, ...otherEmails];
}
