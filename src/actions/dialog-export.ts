import type { Actor } from '../auth/actor';
import { attributeKey } from '../routing/attributes';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { DialogId } from '../routing/terms';
import { attributeOfToken, tokensIn } from '../streams/tokens';
import { documentFormat, documentVersion, maxDialogs } from './dialog-document';
import type { NamedKind } from './name-ports';
import { type Tell, writeAttribute, writeDialog } from './dialog-document-writing';
import type { DialogRecord } from './dialog.records';
import { dialogsRefused, mayAnyDialog, mayDialog } from './dialog-rights';
import type { Ports, Transaction } from './ports';
import { unknown } from './staff-refusals';

export interface DialogExportInput {
  readonly dialogIds: readonly DialogId[];
}

/** The working copies of these, with the flows that they play and the attributes that they name. */
export async function dialogExport(ports: Ports, actor: Actor, input: DialogExportInput): Promise<Outcome<string>> {
  if (!mayAnyDialog(actor, 'view')) return dialogsRefused('view');
  const asked = [...new Set(input.dialogIds)];
  if (asked.length === 0) return refuse('INVALID', 'Name at least one dialog to export.', ['ids']);
  if (asked.length > maxDialogs) {
    return refuse('INVALID', `These are ${asked.length} dialogs. Export at most ${maxDialogs} at once.`, ['ids']);
  }
  return ports.work(actor.workspaceId, async (tx) => {
    const dialogs = await withFlows(tx, asked);
    const gone = asked.findIndex((id) => {
      const dialog = dialogs.get(id);
      return dialog === undefined || !mayDialog(actor, dialog.kind, 'view');
    });
    if (gone >= 0) return unknown('dialog', ['ids', String(gone)]);
    const written = [...dialogs.values()].filter(({ kind }) => mayDialog(actor, kind, 'view'));
    return done(await documentOf(tx, written));
  });
}

/** A flow may play flows, so they are looked for until there are no new ones. Each is read once, so loops end. */
async function withFlows(tx: Transaction, asked: readonly DialogId[]): Promise<ReadonlyMap<DialogId, DialogRecord>> {
  const dialogs = new Map<DialogId, DialogRecord>();
  const looked = new Set<DialogId>();
  for (let wanted = asked; wanted.length > 0;) {
    for (const id of wanted) looked.add(id);
    const found = await tx.dialogs.findMany(wanted);
    for (const dialog of found) dialogs.set(dialog.id, dialog);
    const flows = found.flatMap(({ cards }) => cards.flatMap((card) => (card.kind === 'FLOW' ? [card.flowId] : [])));
    wanted = [...new Set(flows)].filter((id) => !looked.has(id));
  }
  return dialogs;
}

async function documentOf(tx: Transaction, dialogs: readonly DialogRecord[]): Promise<string> {
  const [names, definitions] = await Promise.all([tellerOf(tx, dialogs), tx.attributeDefinitions.findAll()]);
  const used = attributesNamed(dialogs);
  const own = definitions.filter(({ builtIn, name }) => !builtIn && used.has(attributeKey(name)));
  const byName = (one: { readonly name: string }, other: { readonly name: string }): number =>
    one.name < other.name ? -1 : 1;
  const byKey = (one: DialogRecord, other: DialogRecord): number => (one.key < other.key ? -1 : 1);
  const document = {
    format: documentFormat,
    version: documentVersion,
    ...(own.length > 0 && { attributes: [...own].sort(byName).map(writeAttribute) }),
    dialogs: [...dialogs].sort(byKey).map((dialog) => writeDialog(dialog, names)),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** By `attributeKey`: what is asked, set or shown, and what tokens fill in. */
function attributesNamed(dialogs: readonly DialogRecord[]): ReadonlySet<string> {
  const named = stringsAt(dialogs, new Set(['attribute', 'agentNameAttribute', 'agentEmailAttribute']));
  const texts = stringsAt(
    dialogs,
    new Set(['text', 'title', 'placeholder', 'invalidMessage', 'fallbackMessage', 'value']),
  );
  const tokens = [...texts].flatMap(tokensIn).flatMap((token) => attributeOfToken(token) ?? []);
  return new Set([...named, ...tokens].map(attributeKey));
}

async function tellerOf(tx: Transaction, dialogs: readonly DialogRecord[]): Promise<Tell> {
  const idsAt = (field: string): readonly string[] => [...stringsAt(dialogs, new Set([field]))];
  const things = await tx.names.tell({
    agent: idsAt('agentId'),
    team: idsAt('teamId'),
    list: idsAt('listId'),
    flow: idsAt('flowId'),
    route: idsAt('routeId'),
    router: idsAt('routerId'),
  });
  const known = new Map(things.map(({ kind, id, name }) => [`${kind} ${id}`, name]));
  return (kind: NamedKind, id: string) => known.get(`${kind} ${id}`) ?? null;
}

/** Every text that stands under one of these names, in cards and audiences alike, however deep. */
function stringsAt(dialogs: readonly DialogRecord[], names: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === 'object' && value !== null) {
      for (const [name, part] of Object.entries(value)) {
        if (names.has(name) && typeof part === 'string') found.add(part);
        else walk(part);
      }
    }
  };
  for (const { cards, audience } of dialogs) walk([cards, audience]);
  return found;
}
