import type { Actor } from '../auth/actor';
import { done, type Outcome } from '../routing/refusal';
import type { DialogId } from '../routing/terms';
import { maxNameLength } from '../routing/text';
import { contentOf } from '../streams/same-script';
import { freeKey, isTaken, keyTaken, refuseTakenKey } from './dialog-create';
import { dialogsRefused, mayAnyDialog, permitted } from './dialog-rights';
import { isVersion, unknownVersion } from './dialog-rollback';
import { readDialogSettings, readKey } from './dialog-settings';
import { Faults } from './faults';
import type { Ports } from './ports';

export interface DialogCloneInput {
  readonly dialogId: DialogId;
  /** “Copy of …” unless given. */
  readonly name?: string | null;
  /** Made of the name unless given. */
  readonly key?: string | null;
  /** The working copy unless given. */
  readonly version?: number | null;
}

/** A new draft with the same content. It shares nothing with the first from then on. */
export async function dialogClone(ports: Ports, actor: Actor, input: DialogCloneInput): Promise<Outcome<DialogId>> {
  if (!mayAnyDialog(actor, 'manage')) return dialogsRefused('manage');
  const { dialogId, version = null } = input;
  const faults = new Faults();
  const given = readDialogSettings({ name: input.name ?? undefined }, faults);
  const key = input.key === undefined || input.key === null ? null : faults.read(readKey(input.key, ['key']));
  if (faults.any || key === undefined) return faults.refused();
  return refuseTakenKey(() =>
    ports.work(actor.workspaceId, async (tx) => {
      const [found, old] = await Promise.all([
        tx.dialogs.find(dialogId),
        version === null || !isVersion(version) ? null : tx.dialogs.findVersionRecord(dialogId, version),
      ]);
      const original = permitted(actor, found, 'manage');
      if (!original.ok) return original;
      if (version !== null && old === null) return unknownVersion(['version']);
      if (key !== null && (await isTaken(tx, key))) return keyTaken();
      const { kind, description, priority } = original.value;
      const id = ports.newId<'Dialog'>();
      const name = given.name ?? copyOf(original.value.name);
      const content = contentOf(old ?? original.value);
      const settings = { name, description, priority };
      tx.dialogs.insert({ id, kind, key: key ?? (await freeKey(tx, { id, name })), ...settings, ...content });
      return done(id);
    }),
  );
}

function copyOf(name: string): string {
  return Array.from(`Copy of ${name}`).slice(0, maxNameLength).join('');
}
