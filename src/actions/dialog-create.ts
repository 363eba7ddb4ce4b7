import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, type Outcome } from '../routing/refusal';
import type { DialogId } from '../routing/terms';
import { readName } from '../routing/text';
import { Faults } from './faults';
import type { Ports } from './ports';
import { notAllowed } from './staff-refusals';

export interface DialogCreateInput {
  readonly name: string;
  readonly priority: number | null;
}

const farthestPriority = 1_000_000;

/** A draft without cards. Of several dialogs that fit a visitor the one with the highest priority number is shown. */
export async function dialogCreate(ports: Ports, actor: Actor, input: DialogCreateInput): Promise<Outcome<DialogId>> {
  if (!may(actor, 'dialogs.manage')) return notAllowed('manage dialogs');
  const faults = new Faults();
  const name = faults.read(readName(input.name, { what: "The dialog's name", field: ['name'] }));
  const range = { min: -farthestPriority, max: farthestPriority, what: 'The priority', field: ['priority'] };
  faults.range(input.priority, range);
  if (faults.any || name === undefined) return faults.refused();
  const id = ports.newId<'Dialog'>();
  return ports.work(actor.workspaceId, (tx) => {
    tx.dialogs.insert({ id, name, priority: input.priority ?? 0 });
    return Promise.resolve(done(id));
  });
}
