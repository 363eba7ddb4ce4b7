import type { Actor } from '../auth/actor';
import { done, type Outcome } from '../routing/refusal';
import type { DialogId, DialogKind } from '../routing/terms';
import type { StreamIssue } from '../streams/script';
import { refuseTakenKey } from './dialog-create';
import { documentBounds } from './dialog-document';
import { issuesOf, sourceIn } from './dialog-issues';
import { changesOf } from './dialog-update';
import { dialogsRefused, mayAnyDialog } from './dialog-rights';
import { dialogChanged, publishContent, publisherOf } from './dialog-version';
import { Faults } from './faults';
import { playedFirst, type PlannedDialog, readPlan } from './import-plan';
import { readJson } from './json-text';
import type { Ports, Transaction } from './ports';

export interface DialogImportInput {
  readonly document: string;
  /** Says what it would do, and does nothing. */
  readonly dryRun: boolean;
  /** Also publishes what it brings; nothing is imported where something of it has errors. */
  readonly publish: boolean;
}

export const importOutcomes = ['CREATED', 'UPDATED', 'UNCHANGED'] as const;
export type ImportOutcome = (typeof importOutcomes)[number];

export interface ImportedDialog {
  readonly id: DialogId;
  readonly key: string;
  readonly kind: DialogKind;
  readonly name: string;
  readonly outcome: ImportOutcome;
  /** Whether this import made a new version of it. */
  readonly published: boolean;
  readonly issues: readonly StreamIssue[];
}

export interface DialogImported {
  readonly dialogs: readonly ImportedDialog[];
  /** Attributes that were not defined here before. */
  readonly attributes: readonly string[];
}

/** Thrown to leave the transaction without a trace, with what it would have answered. */
class Undone extends Error {
  constructor(readonly outcome: Outcome<DialogImported>) {
    super('This import is to leave nothing behind.');
  }
}

/**
 * All of the document or nothing of it: dialogs and flows are known by their keys, and become working copies. Importing a
 * document twice changes nothing the second time.
 */
export async function dialogImport(
  ports: Ports,
  actor: Actor,
  input: DialogImportInput,
): Promise<Outcome<DialogImported>> {
  if (!mayAnyDialog(actor, 'manage')) return dialogsRefused('manage');
  if (input.publish && !mayAnyDialog(actor, 'publish')) return dialogsRefused('publish');
  const json = readJson(input.document, { ...documentBounds, field: ['document'] });
  if (!json.ok) return json;
  try {
    return await refuseTakenKey(() =>
      ports.work(actor.workspaceId, async (tx) => {
        const outcome = await importIn(ports, tx, { actor, json: json.value, publish: input.publish });
        // Nothing but its answer is left of a dry run, nor of an import that found a fault behind its first write.
        if (input.dryRun || !outcome.ok) throw new Undone(outcome);
        return outcome;
      }),
    );
  } catch (error) {
    if (error instanceof Undone) return error.outcome;
    throw error;
  }
}

async function importIn(
  ports: Ports,
  tx: Transaction,
  given: { readonly actor: Actor; readonly json: unknown; readonly publish: boolean },
): Promise<Outcome<DialogImported>> {
  // Behind the routing lock nobody deletes what the document names, and no other import is half-way.
  await tx.routing.lock();
  const plan = await readPlan(ports, tx, given);
  if (!plan.ok) return plan;
  const { attributes, dialogs } = plan.value;
  for (const definition of attributes) tx.attributeDefinitions.insert(definition);
  const outcomes = new Map(dialogs.map((planned) => [planned.id, store(tx, planned)]));
  const published = given.publish ? await publishAll(tx, given.actor, dialogs) : done(new Set<DialogId>());
  if (!published.ok) return published;
  const told: ImportedDialog[] = [];
  for (const planned of dialogs) {
    const { id, key, kind } = planned;
    const outcome = outcomes.get(id) ?? 'UNCHANGED';
    const issues = await issuesOf(sourceIn(tx), { id, ...planned.content });
    told.push({ id, key, kind, name: planned.settings.name, outcome, issues, published: published.value.has(id) });
  }
  return done({ dialogs: told, attributes: attributes.map(({ name }) => name) });
}

function store(tx: Transaction, planned: PlannedDialog): ImportOutcome {
  const { id, key, kind, existing, settings, content } = planned;
  if (existing === null) {
    tx.dialogs.insert({ id, key, kind, ...settings, ...content });
    return 'CREATED';
  }
  const changes = changesOf(existing, { ...settings, ...content });
  if (Object.keys(changes).length === 0) return 'UNCHANGED';
  tx.dialogs.update(id, changes);
  if (changes.priority !== undefined && existing.status === 'PUBLISHED') dialogChanged(tx, id);
  return 'UPDATED';
}

/** Every dialog with errors is told, not only the first one. */
async function publishAll(
  tx: Transaction,
  actor: Actor,
  dialogs: readonly PlannedDialog[],
): Promise<Outcome<ReadonlySet<DialogId>>> {
  const faults = new Faults();
  const published = new Set<DialogId>();
  for (const { id, field } of playedFirst(dialogs)) {
    const dialog = await tx.dialogs.lock(id);
    if (dialog === null) throw new Error(`Dialog ${id} was stored a moment ago and is gone.`);
    const publication = { content: dialog, publisher: publisherOf(actor), note: null, rolledBackFrom: null };
    const outcome = await publishContent(tx, dialog, publication);
    if (outcome.ok) published.add(id);
    else {
      const wrong = outcome.refusals.filter(({ code }) => code !== 'ALREADY_PUBLISHED');
      faults.addAll(
        wrong.map((refusal) => ({ ...refusal, field: [] })),
        field,
      );
    }
  }
  return faults.any ? faults.refused() : done(published);
}
