/** Writing and publishing dialogs on a stage, in one line each. */
import { dialogCreate } from '../../src/actions/dialog-create';
import { dialogPublish } from '../../src/actions/dialog-publish';
import { dialogStreamReplace, type CardDraft } from '../../src/actions/dialog-stream-replace';
import type { DialogId } from '../../src/routing/terms';
import type { Script } from '../../src/streams/script';
import { admin } from './staff';
import { type Stage, valueOf } from './stage';

type Created = Partial<Parameters<typeof dialogCreate>[2]>;

export function authoring(stage: Stage) {
  const actor = admin(stage);
  const replace = async (dialogId: DialogId, ...cards: readonly CardDraft[]): Promise<void> => {
    valueOf(await dialogStreamReplace(stage.ports, actor, { dialogId, cards, ifRevision: null }));
  };
  return {
    create: async (more: Created = {}): Promise<DialogId> =>
      valueOf(await dialogCreate(stage.ports, actor, { name: 'Welcome', priority: null, ...more })),
    replace,
    /** A stream of one message. */
    says: (dialogId: DialogId, text: string) => replace(dialogId, { key: 'a', message: { text } }),
    publish: (dialogId: DialogId, more: object = {}) => dialogPublish(stage.ports, actor, { dialogId, ...more }),
    dialog: async (id: DialogId) => {
      const found = await stage.work((tx) => tx.dialogs.find(id));
      if (found === null) throw new Error('The dialog is gone.');
      return found;
    },
    version: (id: DialogId, number: number) => stage.work((tx) => tx.dialogs.findVersionRecord(id, number)),
    /** Of which dialogs it was told that visitors meet something else. */
    told: () => stage.events.flatMap(({ event }) => (event.type === 'DIALOG_CHANGED' ? [event.dialogId] : [])),
  };
}
export type Authoring = ReturnType<typeof authoring>;

export const textsOf = (cards: Script | undefined) => cards?.map((card) => ('text' in card ? card.text : ''));
