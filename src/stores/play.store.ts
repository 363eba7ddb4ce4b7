import type { PlayStore, ReadingStore } from '../actions/play-ports';
import type { PlayableScript } from '../actions/play.records';
import type { DialogId } from '../routing/terms';
import {
  documentIsOffered,
  flowFindPublished,
  flowFindPublishedFor,
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
    findPublishedFlowsFor: async (id, atHand) => {
      const ids = atHand.map(({ dialogId }) => dialogId);
      const versions = atHand.map(({ version }) => version);
      const rows = await line.ask(flowFindPublishedFor(workspaceId, id, ids, versions, flowsIn(atHand)));
      const flows = new Map<DialogId, number>();
      const scripts: PlayableScript[] = [];
      for (const row of rows) {
        if (row.script === null) flows.set(row.dialogId, row.version);
        else scripts.push(row);
      }
      return { flows, scripts };
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

/** Whatever their cards name: what is no id is an unknown flow. */
function flowsIn(scripts: readonly PlayableScript[]): readonly string[] {
  const named = scripts.flatMap(({ script }) => script.flatMap((card) => (card.kind === 'FLOW' ? [card.flowId] : [])));
  return [...new Set(named)];
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
