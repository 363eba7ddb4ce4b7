import type { PersonStore } from '../actions/people-ports';
import type { PersonFacts } from '../actions/people.records';
import { sourceStrength } from '../routing/attributes';
import { type Attribute, attributeSources } from '../routing/terms';
import {
  emailsLock,
  identityFind,
  personFactsFind,
  personInsert,
  personLearn,
  personSetAttributes,
  playsAttach,
  visitorAttach,
  visitorLock,
} from './sql/person.sql';
import type { TransactionLine } from './transaction-line';

const weakestFirst = [...attributeSources].sort((one, other) => sourceStrength[one] - sourceStrength[other]);
const nothingKnown: PersonFacts = { personId: null, attributes: [], lists: [] };

/** Said twice in one breath, the last word counts: a statement may touch a row only once. */
function lastOfEach(attributes: readonly Attribute[]): readonly Attribute[] {
  return [...new Map(attributes.map((attribute) => [attribute.name, attribute])).values()];
}

export function createPersonStore(line: TransactionLine): PersonStore {
  const { workspaceId } = line;
  return {
    findFacts: async (visitorId) => (await line.ask(personFactsFind(workspaceId, visitorId)))[0] ?? nothingKnown,
    lockIdentity: async (visitorId, email) => {
      const [, , [identity]] = await Promise.all([
        line.ask(visitorLock(workspaceId, visitorId)),
        line.ask(emailsLock(workspaceId, [email])),
        line.ask(identityFind(workspaceId, visitorId, email)),
      ]);
      return identity ?? { personId: null, ownerId: null };
    },
    insert: ({ id, email }) => line.send(personInsert(workspaceId, id, email)),
    attach: (visitorId, { personId, former }) => {
      line.send(visitorAttach(workspaceId, visitorId, personId));
      line.send(playsAttach(workspaceId, visitorId, personId, former));
    },
    learnFrom: (visitorId) => line.send(personLearn(workspaceId, visitorId, weakestFirst)),
    setAttributes: (id, attributes) => {
      const said = lastOfEach(attributes);
      if (said.length === 0) return;
      const [names, values, sources] = [
        said.map(({ name }) => name),
        said.map(({ value }) => value),
        said.map(({ source }) => source),
      ];
      line.send(personSetAttributes(workspaceId, id, names, values, sources, weakestFirst));
    },
  };
}
