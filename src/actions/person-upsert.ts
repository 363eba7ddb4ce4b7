import type { Actor } from '../auth/actor';
import { isStaff } from '../auth/actor';
import { may } from '../auth/policy';
import { readValue } from '../routing/attribute-values';
import { foldEmail } from '../routing/identity';
import { done, type Outcome } from '../routing/refusal';
import type { Attribute, PersonId, VisitorId } from '../routing/terms';
import { Faults } from './faults';
import { sourceOf } from './person-update';
import type { Ports, Transaction } from './ports';
import { readAttributes, type SaidAttribute } from './said-attributes';
import { notAllowed, unknown } from './staff-refusals';
import { lockLatest } from './visitor-update';
import { visitorIdentify } from './visitor-identify';

export interface PersonUpsertInput {
  readonly email: string;
  readonly attributes: readonly SaidAttribute[];
  /** The browser at which that person sits, as the caller knows it for certain: signed in to the shop, say. */
  readonly visitorId: VisitorId | null;
}

/** The person with this address, made where there is none. With a visitor, that browser is theirs from now on. */
export async function personUpsert(ports: Ports, actor: Actor, input: PersonUpsertInput): Promise<Outcome<PersonId>> {
  if (!isStaff(actor) || !may(actor, 'people.manage')) return notAllowed('change what is known of people');
  return ports.work(actor.workspaceId, async (tx) => {
    const definitions = await tx.attributeDefinitions.findAll();
    const source = sourceOf(actor);
    const faults = new Faults();
    const value = faults.read(readValue(input.email, 'EMAIL', ['email']));
    const others = input.attributes.filter(({ name }) => name.trim().toLowerCase() !== 'email');
    if (others.length < input.attributes.length) faults.add('Say the address as `email` alone.', ['attributes']);
    const saying = { definitions, source, field: ['attributes'], blank: 'IS_A_FAULT' } as const;
    const attributes = faults.read(readAttributes(others, saying)) ?? [];
    if (faults.any || value === undefined) return faults.refused();
    const said: readonly Attribute[] = [...attributes, { name: 'email', value, source }];
    const { visitorId } = input;
    if (visitorId === null) return done(await upsert(ports, tx, value, said));
    const conversation = await lockLatest(tx, visitorId);
    const visitor = await tx.visitors.find(visitorId);
    if (visitor === null || visitor.erasedAt !== null) return unknown('visitor', ['visitorId']);
    const moved = await visitorIdentify(ports, tx, { visitorId, conversation, attributes: said });
    const personId = moved ?? (await tx.people.findFacts(visitorId)).personId;
    if (personId === null) throw new Error(`Visitor ${visitorId} has an address and no person.`);
    return done(personId);
  });
}

async function upsert(ports: Ports, tx: Transaction, value: string, said: readonly Attribute[]): Promise<PersonId> {
  const email = foldEmail(value);
  await tx.people.lockEmails([email]);
  const known = (await tx.people.findByEmails([email])).get(email);
  const id = known ?? ports.newId<'Person'>();
  if (known === undefined) tx.people.insert({ id, email });
  tx.people.setAttributes(id, said);
  return id;
}
