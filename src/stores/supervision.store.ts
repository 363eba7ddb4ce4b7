import type { SupervisionStore } from '../actions/ports';
import { auditInsert, listenedTo, whisperFind, whisperInsert } from './sql/supervision.sql';
import type { TransactionLine } from './transaction-line';

export function createSupervisionStore(line: TransactionLine): SupervisionStore {
  const { workspaceId } = line;
  return {
    insertWhisper: (whisper) => line.send(whisperInsert(workspaceId, whisper)),
    findWhisper: async (conversationId, agentId, clientMessageId) =>
      (await line.ask(whisperFind(workspaceId, conversationId, agentId, clientMessageId)))[0] ?? null,
    insertAudit: (entry) => line.send(auditInsert(workspaceId, entry)),
    findListenedTo: async (agentId) => (await line.ask(listenedTo(workspaceId, agentId))).map(({ id }) => id),
  };
}
