import type { PlayStore, ReadingStore } from '../actions/play-ports';
import {
  documentIsOffered,
  flowFindPublished,
  flowStartFind,
  flowStartInsert,
  playFind,
  playHold,
  playInsert,
  playSave,
  readingFindOf,
  readingInsert,
  scriptFind,
} from './sql/play.sql';
import type { TransactionLine } from './transaction-line';

export function createPlayStore(line: TransactionLine): PlayStore {
  const { workspaceId } = line;
  return {
    find: async (id) => (await line.ask(playFind(workspaceId, id)))[0] ?? null,
    hold: (id) => line.send(playHold(workspaceId, id)),
    insert: (play) => line.send(playInsert(workspaceId, play)),
    save: (play) => line.send(playSave(workspaceId, play)),
    findPublishedFlows: async () => {
      const flows = await line.ask(flowFindPublished(workspaceId));
      return new Map(flows.map(({ dialogId, version }) => [dialogId, version]));
    },
    findScripts: (keys) => {
      const ids = keys.map(({ dialogId }) => dialogId);
      const versions = keys.map(({ version }) => version);
      return line.ask(scriptFind(workspaceId, ids, versions));
    },
    findFlowStart: async (visitorId, clientFlowId) =>
      (await line.ask(flowStartFind(workspaceId, visitorId, clientFlowId)))[0]?.conversationId ?? null,
    insertFlowStart: (visitorId, clientFlowId, conversationId) =>
      line.send(flowStartInsert(workspaceId, visitorId, clientFlowId, conversationId)),
  };
}

export function createReadingStore(line: TransactionLine): ReadingStore {
  const { workspaceId } = line;
  return {
    isOffered: async (id, cardKey) =>
      (await line.ask(documentIsOffered(workspaceId, id, cardKey)))[0]?.offered ?? false,
    findOf: (id, cardKey) => line.ask(readingFindOf(workspaceId, id, cardKey)),
    insert: ({ conversationId, cardKey, what, detail, firstAt }) =>
      line.send(readingInsert(workspaceId, conversationId, cardKey, what, detail, firstAt)),
  };
}
