import type { AttributeDefinitionStore, DialogStore, PreviewStore } from '../actions/ports';
import type { NameStore } from '../actions/name-ports';
import { AttributeDefinitionEntity } from '../entities/attribute-definition.entity';
import { DialogEntity } from '../entities/dialog.entity';
import { DialogVersionEntity } from '../entities/dialog-version.entity';
import { attributeDefinitionFindAll } from './sql/attribute-definition.sql';
import { attributeUses, toAttributeUse } from './sql/attribute-uses.sql';
import {
  dialogCountOpen,
  dialogFind,
  dialogFindByKeys,
  dialogFindNaming,
  dialogLastVersion,
  dialogLock,
  dialogPublishCards,
  dialogSnapshot,
  dialogVersionFind,
  dialogVersionRecord,
  previewFind,
  previewInsert,
  snapshotsTrim,
} from './sql/dialog.sql';
import { namesFind, namesTell } from './sql/names.sql';
import type { TransactionLine } from './transaction-line';

export function createDialogStore(line: TransactionLine): DialogStore {
  const { workspaceId } = line;
  return {
    find: async (id) => (await line.ask(dialogFind(workspaceId, [id])))[0] ?? null,
    findMany: (ids) => line.ask(dialogFind(workspaceId, ids)),
    findByKeys: (keys) => line.ask(dialogFindByKeys(workspaceId, keys)),
    lock: async (id) => (await line.lock(dialogLock(workspaceId, id)))[0] ?? null,
    insert: ({ id, key = id, ...dialog }) =>
      line.sendOrm((manager) => manager.insert(DialogEntity, { workspaceId, dialogId: id, key, ...columnsOf(dialog) })),
    update: (dialogId, changes) =>
      line.sendOrm((manager) =>
        manager.update(
          DialogEntity,
          { workspaceId, dialogId },
          { ...columnsOf(changes), revision: () => 'revision + 1' },
        ),
      ),
    replaceCards: (dialogId, cards) =>
      line.sendOrm((manager) =>
        manager.update(DialogEntity, { workspaceId, dialogId }, { cards, revision: () => 'revision + 1' }),
      ),
    publish: (dialogId, version, cards) => {
      line.send(dialogPublishCards(workspaceId, dialogId, version, JSON.stringify(cards)));
      line.sendOrm((manager) => manager.update(DialogEntity, { workspaceId, dialogId }, published(version)));
    },
    publishVersion: ({ dialogId, ...version }) =>
      line.sendOrm(async (manager) => {
        await manager.insert(DialogVersionEntity, { workspaceId, dialogId, ...version, ...columnsOf(version) });
        await manager.update(DialogEntity, { workspaceId, dialogId }, published(version.version));
      }),
    unpublish: (dialogId) =>
      line.sendOrm((manager) => manager.update(DialogEntity, { workspaceId, dialogId }, { status: 'UNPUBLISHED' })),
    delete: (dialogId) =>
      line.sendOrm((manager) =>
        manager.update(
          DialogEntity,
          { workspaceId, dialogId },
          { deletedAt: () => 'parley_now()', publishAt: null, unpublishAt: null, scheduledBy: null },
        ),
      ),
    plan: (dialogId, plan) =>
      line.sendOrm((manager) =>
        manager.update(
          DialogEntity,
          { workspaceId, dialogId },
          { ...plan, scheduleFault: null, scheduleFaultAt: null },
        ),
      ),
    notePlanFault: (dialogId, scheduleFault, scheduleFaultAt) =>
      line.sendOrm((manager) =>
        manager.update(DialogEntity, { workspaceId, dialogId }, { scheduleFault, scheduleFaultAt }),
      ),
    findVersion: async (id, version) => (await line.ask(dialogVersionFind(workspaceId, id, version)))[0]?.cards ?? null,
    findVersionRecord: async (id, version) =>
      (await line.ask(dialogVersionRecord(workspaceId, id, version)))[0] ?? null,
    findLastVersion: async (id) => (await line.ask(dialogLastVersion(workspaceId, id)))[0]?.last ?? 0,
    findNaming: (what, id) => line.ask(dialogFindNaming(what, workspaceId, id)),
    countOpen: async (id) => (await line.ask(dialogCountOpen(workspaceId, id)))[0]?.open ?? 0,
  };
}

function published(version: number) {
  return { status: 'PUBLISHED', publishedVersion: version, publishedAt: () => 'parley_now()' } as const;
}

/** TypeORM takes a list that may change; ours may not. */
function columnsOf<Given extends { readonly fallbackLanguages?: readonly string[] }>(given: Given) {
  const { fallbackLanguages } = given;
  return fallbackLanguages === undefined ? given : { ...given, fallbackLanguages: [...fallbackLanguages] };
}

export function createPreviewStore(line: TransactionLine): PreviewStore {
  const { workspaceId } = line;
  return {
    trim: (days) => line.send(snapshotsTrim(workspaceId, days)),
    insert: (visitorId, dialogId) => line.send(previewInsert(workspaceId, visitorId, dialogId)),
    find: async (visitorId) => (await line.ask(previewFind(workspaceId, visitorId)))[0]?.dialogId ?? null,
    snapshot: (dialogId, version, { cards, language, fallbackLanguages, audience, fallbackMessage }) => {
      const [cardsJson, audienceJson] = [JSON.stringify(cards), JSON.stringify(audience)];
      const values = [cardsJson, language, fallbackLanguages, audienceJson, fallbackMessage] as const;
      line.send(dialogSnapshot(workspaceId, dialogId, version, ...values));
    },
  };
}

export function createNameStore(line: TransactionLine): NameStore {
  const { workspaceId } = line;
  return {
    find: ({ agent = [], team = [], list = [], flow = [], route = [], router = [] }) =>
      line.ask(namesFind(workspaceId, [...agent], [...team], [...list], [...flow], [...route], [...router])),
    tell: ({ agent, team, list, flow, route, router }) =>
      line.ask(namesTell(workspaceId, agent, team, list, flow, route, router)),
  };
}

export function createAttributeDefinitionStore(line: TransactionLine): AttributeDefinitionStore {
  const { workspaceId } = line;
  return {
    // Each answer to a card asks for them in one breath with the rest; through TypeORM it would be a breath of its own.
    findAll: () => line.ask(attributeDefinitionFindAll(workspaceId)),
    insert: ({ name, label, type, options }) =>
      line.sendOrm((manager) =>
        manager.insert(AttributeDefinitionEntity, {
          workspaceId,
          name,
          label,
          type,
          builtIn: false,
          options: [...options],
        }),
      ),
    update: (name, { label, options }) => {
      const columns = { label, options: options && [...options] };
      if (Object.values(columns).every((value) => value === undefined)) return;
      line.sendOrm((manager) => manager.update(AttributeDefinitionEntity, { workspaceId, name }, columns));
    },
    delete: (name) => line.sendOrm((manager) => manager.delete(AttributeDefinitionEntity, { workspaceId, name })),
    findUses: async (name) => (await line.ask(attributeUses(name))).map(toAttributeUse),
  };
}
