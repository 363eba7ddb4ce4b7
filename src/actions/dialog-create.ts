import type { Actor } from '../auth/actor';
import { done, refuse, type Outcome, type Refused } from '../routing/refusal';
import type { DialogId, DialogKind } from '../routing/terms';
import { dialogsRefused, mayDialog } from './dialog-rights';
import { type DialogSettings, keyOfName, readDialogSettings, readKey } from './dialog-settings';
import { Faults } from './faults';
import { ConstraintViolation, type Ports, type Transaction } from './ports';

export interface DialogCreateInput {
  readonly name: string;
  readonly priority: number | null;
  /** DIALOG unless given. */
  readonly kind?: DialogKind | null;
  /** Made of the name unless given. */
  readonly key?: string | null;
  readonly description?: string | null;
  /** `en` unless given. */
  readonly language?: string | null;
  readonly fallbackLanguages?: readonly string[] | null;
}

/** A draft without cards. Of several dialogs that fit a visitor the one with the highest priority number is shown. */
export async function dialogCreate(ports: Ports, actor: Actor, input: DialogCreateInput): Promise<Outcome<DialogId>> {
  const { kind, name, description } = { ...input, kind: input.kind ?? 'DIALOG' };
  if (!mayDialog(actor, kind, 'manage')) return dialogsRefused('manage', kind);
  const faults = new Faults();
  const given = {
    name,
    description: description ?? null,
    priority: input.priority ?? 0,
    language: input.language ?? undefined,
    fallbackLanguages: input.fallbackLanguages ?? undefined,
  };
  const settings = readDialogSettings(given, faults);
  const key = input.key === undefined || input.key === null ? null : faults.read(readKey(input.key, ['key']));
  if (faults.any || key === undefined) return faults.refused();
  return refuseTakenKey(() =>
    ports.work(actor.workspaceId, async (tx) => {
      const id = ports.newId<'Dialog'>();
      if (key !== null && (await isTaken(tx, key))) return keyTaken();
      tx.dialogs.insert({ ...draftOf(settings), id, kind, key: key ?? (await freeKey(tx, { id, name })) });
      return done(id);
    }),
  );
}

function draftOf(settings: DialogSettings) {
  return { ...settings, name: settings.name ?? '', priority: settings.priority ?? 0 };
}

/** Readable where that is free; made unlike any other by the end of the id where it is not. */
export async function freeKey(tx: Transaction, of: { readonly id: DialogId; readonly name: string }): Promise<string> {
  const key = keyOfName(of.name);
  if (key !== '' && !(await isTaken(tx, key))) return key;
  return [key, of.id.slice(-8)].filter((part) => part !== '').join('-');
}

export async function isTaken(tx: Transaction, key: string): Promise<boolean> {
  return (await tx.dialogs.findByKeys([key])).length > 0;
}

export function keyTaken(): Refused {
  return refuse('CONFLICT', 'There is a dialog or a flow with this key already. Choose another one.', ['key']);
}

/** Somebody may take the key between the look and the commit: the unique index is what really keeps keys apart. */
export async function refuseTakenKey<T>(run: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof ConstraintViolation && error.constraint === 'dialog_one_key') return keyTaken();
    throw error;
  }
}
