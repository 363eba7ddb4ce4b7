import type { RouterStore } from '../actions/router-ports';
import { dialogFindNaming } from './sql/dialog.sql';
import {
  questionFind,
  questionFindAll,
  questionInsert,
  questionSave,
  routerCount,
  routerDelete,
  routerFindByName,
  routerFindMany,
  routerInsert,
  routerSave,
  routesNaming,
} from './sql/router.sql';
import type { TransactionLine } from './transaction-line';

export function createRouterStore(line: TransactionLine): RouterStore {
  const { workspaceId } = line;
  return {
    find: async (id) => (await line.ask(routerFindMany(workspaceId, [id])))[0] ?? null,
    findMany: (ids) => line.ask(routerFindMany(workspaceId, ids)),
    findByName: async (name) => (await line.ask(routerFindByName(workspaceId, name)))[0] ?? null,
    count: async () => (await line.ask(routerCount(workspaceId)))[0]?.count ?? 0,
    insert: ({ id, name, url, secret, deadlineMs, enabled }) =>
      line.send(routerInsert(workspaceId, id, name, url, secret, deadlineMs, enabled)),
    save: ({ id, name, url, secret, deadlineMs, enabled }) =>
      line.send(routerSave(workspaceId, id, name, url, secret, deadlineMs, enabled)),
    delete: (id) => line.send(routerDelete(workspaceId, id)),
    findUses: async (id) => ({
      dialogs: (await line.ask(dialogFindNaming('routerId', workspaceId, id))).map(({ name }) => name),
      routes: (await line.ask(routesNaming(workspaceId, id))).map(({ name }) => name),
    }),
    ask: (question) => line.send(questionInsert(workspaceId, question)),
    findQuestion: async (liveChatId, step) => (await line.ask(questionFind(workspaceId, liveChatId, step)))[0] ?? null,
    findQuestions: (liveChatIds) => line.ask(questionFindAll(workspaceId, liveChatIds)),
    answer: (question) => line.send(questionSave(workspaceId, question)),
  };
}
