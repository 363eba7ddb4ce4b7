import type { MailStore } from '../actions/mail-ports';
import {
  mailFault,
  mailHold,
  mailLanguageFind,
  mailLanguageSet,
  mailLock,
  mailRevive,
  mailSent,
  muteDelete,
  muteInsert,
} from './sql/mail.sql';
import type { TransactionLine } from './transaction-line';

export function createMailStore(line: TransactionLine): MailStore {
  const { workspaceId } = line;
  return {
    lock: async (id) => (await line.lock(mailLock(workspaceId, id)))[0] ?? null,
    hold: (id, until) => line.send(mailHold(workspaceId, id, until)),
    noteSent: (id) => line.send(mailSent(workspaceId, id)),
    noteFault: (id, fault, isFinal) => line.send(mailFault(workspaceId, id, fault, isFinal)),
    revive: (id) => line.send(mailRevive(workspaceId, id)),
    mute: (agentId, topic) => line.send(muteInsert(workspaceId, agentId, topic)),
    findLanguage: async (agentId) => (await line.ask(mailLanguageFind(workspaceId, agentId)))[0]?.language ?? null,
    setLanguage: (agentId, language) => line.send(mailLanguageSet(workspaceId, agentId, language)),
    unmute: (agentId, topic) => line.send(muteDelete(workspaceId, agentId, topic)),
  };
}
