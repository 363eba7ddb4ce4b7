import type { Actor } from '../auth/actor';
import { isStaff } from '../auth/actor';
import { mayUpdateVisitor } from '../auth/policy';
import { done, type Outcome } from '../routing/refusal';
import type { VisitorId } from '../routing/terms';
import { Faults } from './faults';
import { sourceOf } from './person-update';
import type { Ports, Transaction } from './ports';
import type { ConversationRecord } from './records';
import { readAttributes, readNames, type SaidAttribute } from './said-attributes';
import { notAllowed, unknown } from './staff-refusals';
import { visitorIdentify } from './visitor-identify';

export interface VisitorUpdateInput {
  readonly visitorId: VisitorId;
  readonly attributes: readonly SaidAttribute[];
  /** Names of attributes that are to be unknown again. */
  readonly remove: readonly string[];
}

/**
 * What somebody of the staff, or an integration, puts right about a visitor: for whoever keeps the people, and for the agent who
 * serves that visitor right now. An address identifies, as it does when the visitor gives it.
 */
export async function visitorUpdate(
  ports: Ports,
  actor: Actor,
  input: VisitorUpdateInput,
): Promise<Outcome<VisitorId>> {
  if (!isStaff(actor)) return notAllowed('change what is known of visitors');
  const { visitorId } = input;
  return ports.work(actor.workspaceId, async (tx) => {
    const [definitions, served] = await Promise.all([
      tx.attributeDefinitions.findAll(),
      actor.kind === 'AGENT' ? tx.people.findServed(visitorId, actor.agentId) : null,
    ]);
    // To whom it may not be shown it does not exist: an agent learns nothing by trying ids.
    if (!mayUpdateVisitor(actor, { serves: served !== null })) return unknown('visitor', ['visitorId']);
    const faults = new Faults();
    const saying = { definitions, source: sourceOf(actor), field: ['attributes'], blank: 'IS_A_FAULT' } as const;
    const attributes = faults.read(readAttributes(input.attributes, saying)) ?? [];
    const names = faults.read(readNames(input.remove, { definitions, field: ['remove'] })) ?? [];
    if (faults.any) return faults.refused();
    const conversation = served === null ? await lockLatest(tx, visitorId) : await tx.conversations.lock(served);
    const [visitor, facts] = await Promise.all([tx.visitors.find(visitorId), tx.people.findFacts(visitorId)]);
    if (visitor === null || visitor.erasedAt !== null) return unknown('visitor', ['visitorId']);
    tx.visitors.removeAttributes(visitorId, names);
    if (facts.personId !== null) tx.people.removeAttributes(facts.personId, names);
    if (attributes.length > 0) await visitorIdentify(ports, tx, { visitorId, conversation, attributes });
    return done(visitorId);
  });
}

/** The conversation that the visitor is in, so that what was said in it stays whoever turns out to have said it. */
export async function lockLatest(tx: Transaction, visitorId: VisitorId): Promise<ConversationRecord | null> {
  const [latest] = await tx.conversations.findOpenOf(visitorId);
  return latest === undefined ? null : tx.conversations.lock(latest.id);
}
