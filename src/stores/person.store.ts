import type { PersonStore } from '../actions/people-ports';
import type { PersonFacts } from '../actions/people.records';
import { isTrustedForAccountRouting } from '../routing/attributes';
import { attributeSources } from '../routing/terms';
import { attributeColumns, weakestFirst } from './attribute-columns';
import { listMemberMove } from './sql/person-list.sql';
import {
  conversationFindServed,
  emailsLock,
  identityFind,
  mergingLock,
  personChangeEmail,
  personFactsFind,
  personFind,
  personFindByEmails,
  personInsert,
  personInsertMany,
  personLearn,
  personMerge,
  personRemoveAttributes,
  personSetAttributes,
  personTakeAttributes,
  playsAttach,
  visitorAttach,
  visitorLock,
  visitorPersonLock,
} from './sql/person.sql';
import type { TransactionLine } from './transaction-line';

const trustedSources = attributeSources.filter(isTrustedForAccountRouting);
const nothingKnown: PersonFacts = { personId: null, attributes: [], lists: [], ownerId: null, hasAccounts: false };

export function createPersonStore(line: TransactionLine): PersonStore {
  const { workspaceId } = line;
  return {
    findFacts: async (visitorId) =>
      (await line.ask(personFactsFind(workspaceId, visitorId, trustedSources)))[0] ?? nothingKnown,
    find: async (id) => (await line.ask(personFind(workspaceId, id)))[0] ?? null,
    findByEmails: async (emails) => {
      const rows = await line.ask(personFindByEmails(workspaceId, emails));
      return new Map(rows.map(({ id, email }) => [email, id]));
    },
    lockIdentity: async (visitorId, email) => {
      const [, , [identity]] = await Promise.all([
        line.ask(visitorLock(workspaceId, visitorId)),
        line.ask(emailsLock(workspaceId, [email])),
        line.ask(identityFind(workspaceId, visitorId, email)),
      ]);
      return identity ?? { personId: null, ownerId: null };
    },
    hold: (visitorId) => {
      line.send(visitorLock(workspaceId, visitorId));
      line.send(visitorPersonLock(workspaceId, visitorId));
    },
    lockMerging: async () => void (await line.lock(mergingLock(workspaceId))),
    lockEmails: async (emails) => void (await line.lock(emailsLock(workspaceId, emails))),
    insert: ({ id, email }) => line.send(personInsert(workspaceId, id, email)),
    insertMany: (persons, source) => {
      if (persons.length === 0) return;
      const ids = persons.map(({ id }) => id);
      const emails = persons.map(({ email }) => email);
      const written = persons.map((person) => person.written);
      line.send(personInsertMany(workspaceId, ids, emails, written, source));
    },
    attach: (visitorId, { personId, former }) => {
      line.send(visitorAttach(workspaceId, visitorId, personId));
      line.send(playsAttach(workspaceId, visitorId, personId, former));
      line.send(listMemberMove(workspaceId, visitorId, personId));
    },
    learnFrom: (visitorId) => line.send(personLearn(workspaceId, visitorId, weakestFirst)),
    setAttributes: (id, attributes) => {
      const said = attributeColumns(attributes);
      if (said === null) return;
      line.send(personSetAttributes(workspaceId, id, said.names, said.values, said.sources, weakestFirst));
    },
    removeAttributes: (id, names) => {
      if (names.length > 0) line.send(personRemoveAttributes(workspaceId, id, names));
    },
    changeEmail: (id, email) => line.send(personChangeEmail(workspaceId, id, email)),
    merge: (into, other) => {
      line.send(personMerge(workspaceId, into, other));
      line.send(personTakeAttributes(workspaceId, into, other, weakestFirst));
      line.send(listMemberMove(workspaceId, other, into));
    },
    findServed: async (visitorId, agentId) =>
      (await line.ask(conversationFindServed(workspaceId, visitorId, agentId)))[0]?.id ?? null,
  };
}
