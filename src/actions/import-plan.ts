/** What an import is to do, read and checked as a whole before anything is written: every fault of the document at once. */
import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { attributeKey, definitionOf } from '../routing/attributes';
import { done, refuseAll, type Outcome, type Refusal } from '../routing/refusal';
import type { DialogId, DialogKind } from '../routing/terms';
import { type DialogContent, everybody } from '../streams/audience-terms';
import { isSame } from '../streams/same-script';
import type { Script } from '../streams/script';
import { maxDefinitions, readDefinition } from './attribute-definition-create';
import { readAudience } from './audience-reading';
import { readCards } from './card-reading';
import {
  type AttributeInDocument,
  type DialogDocument,
  type DialogInDocument,
  documentShape,
  documentVersion,
  maxDialogs,
} from './dialog-document';
import { findNames, namesIn } from './dialog-document-names';
import { mayDialog } from './dialog-rights';
import { readDialogSettings, readKey } from './dialog-settings';
import type { DialogRecord } from './dialog.records';
import { Faults } from './faults';
import type { Ports, Transaction } from './ports';
import type { AttributeDefinitionRecord } from './records';

export interface PlannedDialog {
  readonly id: DialogId;
  readonly key: string;
  readonly kind: DialogKind;
  /** Null: it is new here. */
  readonly existing: DialogRecord | null;
  readonly settings: { readonly name: string; readonly description: string | null; readonly priority: number };
  readonly content: DialogContent<Script>;
  /** Where it stands in the input. */
  readonly field: readonly string[];
}

export interface ImportPlan {
  /** Attributes that are not defined here yet. */
  readonly attributes: readonly AttributeDefinitionRecord[];
  readonly dialogs: readonly PlannedDialog[];
}

/** More than this in one answer helps nobody: who has mended these imports again. */
const mostTold = 200;
const root = ['document'] as const;

export async function readPlan(
  ports: Ports,
  tx: Transaction,
  { actor, json, publish }: { readonly actor: Actor; readonly json: unknown; readonly publish: boolean },
): Promise<Outcome<ImportPlan>> {
  const keys = keysIn(json);
  const [definitions, existing] = await Promise.all([
    tx.attributeDefinitions.findAll(),
    keys.length === 0 ? [] : tx.dialogs.findByKeys(keys.map(({ key }) => key)),
  ]);
  const known = new Map(existing.map((dialog) => [dialog.key, dialog]));
  const ids = new Map(keys.map(({ key }): [string, DialogId] => [key, known.get(key)?.id ?? ports.newId()]));
  const isFlow = new Map(keys.map((one) => [one.key, one.isFlow]));
  const flows = new Map([...ids].filter(([key]) => isFlow.get(key)));
  const shapes = new Faults();
  const names = await findNames(tx, namesIn(json), flows);
  const document = documentShape(json, { faults: shapes, field: root, names });
  const faults = new Faults();
  if (document.version !== documentVersion) {
    const message = `This is version ${String(document.version)} of the format, which is not known here. Export it again.`;
    faults.add(message, [...root, 'version']);
  }
  const attributes = readAttributes(document, definitions, faults);
  if (attributes.length > 0 && !may(actor, 'attributes.manage')) {
    faults.add('This document defines attributes, and you may not. Ask somebody who may.', [...root, 'attributes']);
  }
  if (document.dialogs.length > maxDialogs) {
    const message = `These are ${document.dialogs.length} dialogs. Put at most ${maxDialogs} into one document.`;
    faults.add(message, [...root, 'dialogs']);
  }
  const reading = { ports, actor, publish, known, ids, faults, definitions: [...definitions, ...attributes] };
  const dialogs = document.dialogs.flatMap((dialog, index) => planDialog(dialog, index, reading) ?? []);
  const refusals = withoutEchoes(shapes.all, faults.all);
  return refusals.length > 0 ? refuseAll(told(refusals)) : done({ attributes, dialogs });
}

/** The keys of a document that may be no document: what is none is told by its shape. */
function keysIn(json: unknown): readonly { readonly key: string; readonly isFlow: boolean }[] {
  const dialogs = partOf(json, 'dialogs');
  if (!Array.isArray(dialogs)) return [];
  const found = new Map<string, boolean>();
  for (const dialog of dialogs as readonly unknown[]) {
    const key = partOf(dialog, 'key');
    const read = typeof key === 'string' ? readKey(key, []) : null;
    if (read?.ok === true) found.set(read.value, partOf(dialog, 'kind') === 'FLOW');
  }
  return [...found].map(([key, isFlow]) => ({ key, isFlow }));
}

function partOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? new Map<string, unknown>(Object.entries(value)).get(name) : null;
}

interface PlanReading {
  readonly ports: Ports;
  readonly actor: Actor;
  readonly publish: boolean;
  readonly known: ReadonlyMap<string, DialogRecord>;
  /** Of each key in the document; taken out when its dialog has been read. */
  readonly ids: Map<string, DialogId>;
  readonly faults: Faults;
  readonly definitions: readonly AttributeDefinitionRecord[];
}

function planDialog(given: DialogInDocument, index: number, reading: PlanReading): PlannedDialog | null {
  const { ports, faults, definitions } = reading;
  const field = [...root, 'dialogs', String(index)];
  const key = faults.read(readKey(given.key, [...field, 'key']));
  const { name, description, priority, language, fallbackLanguages, fallbackMessage, kind } = given;
  const settings = readDialogSettings(
    { name, description, priority, language, fallbackLanguages, fallbackMessage },
    faults,
    field,
  );
  const at = [...field, 'audience'];
  const audience = given.audience === null ? everybody : faults.read(readAudience(given.audience, definitions, at));
  const rules = { definitions, cleanHtml: ports.cleanHtml, field: [...field, 'cards'] };
  const cards = faults.read(readCards(given.cards, rules));
  const existing = key === undefined ? null : (reading.known.get(key) ?? null);
  checkRights(given, existing, field, reading);
  const id = key === undefined ? undefined : takeId(key, field, reading);
  if (key === undefined || id === undefined || audience === undefined || cards === undefined) return null;
  return {
    id,
    key,
    kind,
    existing,
    field,
    settings: { name: settings.name ?? '', description: settings.description ?? null, priority },
    content: {
      language: settings.language ?? language,
      fallbackLanguages: settings.fallbackLanguages ?? [],
      fallbackMessage: settings.fallbackMessage ?? null,
      audience,
      cards,
    },
  };
}

/** The second of two with one key finds it taken. */
function takeId(key: string, field: readonly string[], { ids, faults }: PlanReading): DialogId | undefined {
  const id = ids.get(key);
  ids.delete(key);
  if (id === undefined) faults.add('This key stands twice in the document. Give each its own.', [...field, 'key']);
  return id;
}

function checkRights(
  { kind }: DialogInDocument,
  existing: DialogRecord | null,
  field: readonly string[],
  { actor, publish, faults }: PlanReading,
): void {
  const what = kind === 'FLOW' ? 'flows' : 'dialogs';
  const refused = (deed: string): Refusal => {
    const message = `You may not ${deed} ${what}. Ask somebody who manages this workspace for the permission.`;
    return { code: 'FORBIDDEN', message, field: [] };
  };
  if (!mayDialog(actor, kind, 'manage')) faults.addAll([refused('manage')], field);
  if (publish && !mayDialog(actor, kind, 'publish')) faults.addAll([refused('publish')], field);
  if (existing === null || existing.kind === kind) return;
  const message = `There is a ${existing.kind.toLowerCase()} with this key, and it stays one. Choose another key or kind.`;
  faults.add(message, [...field, 'kind']);
}

/** Those to define; one that is defined here already must be the same kind of thing. */
function readAttributes(
  { attributes }: DialogDocument,
  definitions: readonly AttributeDefinitionRecord[],
  faults: Faults,
): readonly AttributeDefinitionRecord[] {
  const fresh = new Map<string, AttributeDefinitionRecord>();
  attributes.forEach((given, index) => {
    const field = [...root, 'attributes', String(index)];
    const present = definitionOf([...definitions, ...fresh.values()], given.name.trim());
    if (present === null) {
      const { options, ...rest } = given;
      const read = readDefinition({ ...rest, ...(options !== undefined && { options }) });
      if (read.ok) fresh.set(attributeKey(read.value.name), read.value);
      else faults.addAll(read.refusals, field);
    } else if (!isCompatible(present, given)) {
      const message = `“${present.name}” is defined here as ${present.type}, with other options or another type. Make both the same first.`;
      faults.add(message, field);
    }
  });
  if (definitions.length + fresh.size > maxDefinitions) {
    faults.add(`There may be ${maxDefinitions} attributes at most. Take some out.`, [...root, 'attributes']);
  }
  return [...fresh.values()];
}

/** A label is for people and may be another; answers must mean the same. */
function isCompatible(present: AttributeDefinitionRecord, given: AttributeInDocument): boolean {
  return present.type === given.type && isSame(present.options, given.options ?? []);
}

/** What stands in for something wrong is often wrong itself: of one place only the first word counts. */
function withoutEchoes(shapes: readonly Refusal[], others: readonly Refusal[]): readonly Refusal[] {
  const wrong = new Set(shapes.map(({ field }) => JSON.stringify(field)));
  const echoes = ({ field }: Refusal): boolean =>
    (field ?? []).some((_, index, all) => wrong.has(JSON.stringify(all.slice(0, all.length - index))));
  return [...shapes, ...others.filter((one) => !echoes(one))];
}

function told(refusals: readonly Refusal[]): readonly Refusal[] {
  if (refusals.length <= mostTold) return refusals;
  const rest = refusals.length - mostTold;
  const message = `At least ${rest} more. Mend these first, then try again.`;
  return [...refusals.slice(0, mostTold), { code: 'INVALID', message, field: root }];
}

/** Flows before what plays them, so that each is published when it is asked for; what plays itself is told by its issues. */
export function playedFirst(dialogs: readonly PlannedDialog[]): readonly PlannedDialog[] {
  const byId = new Map(dialogs.map((dialog) => [dialog.id, dialog]));
  const ordered = new Set<PlannedDialog>();
  const begun = new Set<PlannedDialog>();
  // By hand, since flows may play each other as deep as there are flows.
  const waiting = [...dialogs].reverse();
  for (let dialog = waiting.at(-1); dialog !== undefined; dialog = waiting.at(-1)) {
    if (begun.has(dialog)) {
      ordered.add(dialog);
      waiting.pop();
      continue;
    }
    begun.add(dialog);
    for (const card of dialog.content.cards) {
      const played = card.kind === 'FLOW' ? byId.get(card.flowId) : undefined;
      if (played !== undefined && !begun.has(played)) waiting.push(played);
    }
  }
  return [...ordered];
}
