import type { VisitorStore } from '../actions/ports';
import { attributeColumns, weakestFirst } from './attribute-columns';
import {
  visitorFind,
  visitorForgetSaid,
  visitorInsert,
  visitorRemoveAttributes,
  visitorSetAttributes,
  visitorForgetPages,
  visitorSetLastPage,
} from './sql/visitor.sql';
import type { TransactionLine } from './transaction-line';

export function createVisitorStore(line: TransactionLine): VisitorStore {
  const { workspaceId } = line;
  return {
    find: async (id) => (await line.ask(visitorFind(workspaceId, id)))[0] ?? null,
    insert: (id) => line.send(visitorInsert(workspaceId, id)),
    setAttributes: (id, attributes) => {
      const said = attributeColumns(attributes);
      if (said === null) return;
      line.send(visitorSetAttributes(workspaceId, id, said.names, said.values, said.sources, weakestFirst));
    },
    forgetPages: (id) => line.send(visitorForgetPages(workspaceId, id)),
    setLastPage: (id, pageUrl) => line.send(visitorSetLastPage(workspaceId, id, pageUrl)),
    forgetSaid: (id, before) => line.send(visitorForgetSaid(workspaceId, id, before)),
    removeAttributes: (id, names) => {
      if (names.length > 0) line.send(visitorRemoveAttributes(workspaceId, id, names));
    },
  };
}
