import type { AttributeDefinitionStore, DialogStore } from '../actions/ports';
import { AttributeDefinitionEntity } from '../entities/attribute-definition.entity';
import { DialogEntity } from '../entities/dialog.entity';
import { DialogVersionEntity } from '../entities/dialog-version.entity';
import { dialogFind, dialogFindPublishedFor, dialogLock, dialogVersionFind } from './sql/dialog.sql';
import type { TransactionLine } from './transaction-line';

export function createDialogStore(line: TransactionLine): DialogStore {
  const { workspaceId } = line;
  return {
    find: async (id) => (await line.ask(dialogFind(workspaceId, id)))[0] ?? null,
    lock: async (id) => (await line.lock(dialogLock(workspaceId, id)))[0] ?? null,
    insert: ({ id, name, priority }) =>
      line.sendOrm((manager) => manager.insert(DialogEntity, { workspaceId, dialogId: id, key: id, name, priority })),
    replaceCards: (dialogId, cards) =>
      line.sendOrm((manager) =>
        manager.update(DialogEntity, { workspaceId, dialogId }, { cards, revision: () => 'revision + 1' }),
      ),
    publish: (dialogId, version, cards) =>
      line.sendOrm(async (manager) => {
        await manager.insert(DialogVersionEntity, { workspaceId, dialogId, version, cards });
        await manager.update(
          DialogEntity,
          { workspaceId, dialogId },
          { status: 'PUBLISHED', publishedVersion: version, publishedAt: () => 'parley_now()' },
        );
      }),
    unpublish: (dialogId) =>
      line.sendOrm((manager) => manager.update(DialogEntity, { workspaceId, dialogId }, { status: 'UNPUBLISHED' })),
    findVersion: async (id, version) => (await line.ask(dialogVersionFind(workspaceId, id, version)))[0]?.cards ?? null,
    findLastVersion: async (dialogId) =>
      (await line.askOrm((manager) => manager.maximum(DialogVersionEntity, 'version', { workspaceId, dialogId }))) ?? 0,
    findPublishedFor: (visitorId) => line.ask(dialogFindPublishedFor(workspaceId, visitorId)),
  };
}

export function createAttributeDefinitionStore(line: TransactionLine): AttributeDefinitionStore {
  const { workspaceId } = line;
  return {
    findAll: async () => {
      const rows = await line.askOrm((manager) =>
        manager.find(AttributeDefinitionEntity, {
          where: { workspaceId },
          order: { place: { direction: 'ASC', nulls: 'LAST' }, name: 'ASC' },
        }),
      );
      return rows.map(({ name, label, type, builtIn }) => ({ name, label, type, builtIn }));
    },
    insert: ({ name, label, type }) =>
      line.sendOrm((manager) =>
        manager.insert(AttributeDefinitionEntity, { workspaceId, name, label, type, builtIn: false }),
      ),
  };
}
