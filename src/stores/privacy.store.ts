import type { ConsentStore, PrivacyStore } from '../actions/people-ports';
import {
  consentsErase,
  consentFind,
  consentSet,
  conversationsErase,
  dwellErase,
  mailsErase,
  meetingsErase,
  membershipsErase,
  personAttributesErase,
  personsErase,
  playsErase,
  subjectFind,
  offerWordsErase,
  transcriptsErase,
  visitorAttributesErase,
  visitorsErase,
  visitorsLock,
  whispersErase,
} from './sql/privacy.sql';
import { knownErase, knownForget } from './sql/routing-known.sql';
import type { TransactionLine } from './transaction-line';

export function createConsentStore(line: TransactionLine): ConsentStore {
  return {
    set: (visitorId, { purpose, granted }) => line.send(consentSet(line.workspaceId, visitorId, purpose, granted)),
    isGranted: async (visitorId, purpose) =>
      (await line.ask(consentFind(line.workspaceId, visitorId, purpose)))[0]?.granted ?? false,
  };
}

export function createPrivacyStore(line: TransactionLine): PrivacyStore {
  const { workspaceId } = line;
  return {
    findSubject: async (of) => {
      const visitorId = 'visitorId' in of ? of.visitorId : null;
      const personId = 'personId' in of ? of.personId : null;
      return (await line.ask(subjectFind(workspaceId, visitorId, personId)))[0] ?? null;
    },
    lockVisitors: async (ids) => void (await line.lock(visitorsLock(workspaceId, ids))),
    forgetKnown: (id) => line.send(knownForget(workspaceId, id)),
    erase: ({ personIds, visitorIds, conversationIds, emails }, instead) => {
      line.send(mailsErase(workspaceId, conversationIds, emails, instead));
      line.send(transcriptsErase(conversationIds, instead));
      line.send(whispersErase(workspaceId, conversationIds, instead));
      line.send(offerWordsErase(workspaceId, conversationIds));
      line.send(knownErase(workspaceId, conversationIds));
      line.send(conversationsErase(workspaceId, conversationIds));
      line.send(playsErase(workspaceId, conversationIds));
      line.send(meetingsErase(workspaceId, conversationIds, instead));
      line.send(membershipsErase(workspaceId, [...personIds, ...visitorIds]));
      line.send(visitorAttributesErase(workspaceId, visitorIds));
      line.send(consentsErase(workspaceId, visitorIds));
      line.send(dwellErase(workspaceId, visitorIds));
      line.send(visitorsErase(workspaceId, visitorIds));
      line.send(personAttributesErase(workspaceId, personIds));
      line.send(personsErase(workspaceId, personIds));
    },
  };
}
