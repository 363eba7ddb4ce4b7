import type { Actor } from '../auth/actor';
import type { Outcome } from '../routing/refusal';
import type { DialogId } from '../routing/terms';
import type { Ports } from './ports';

export interface DialogCreateInput {
  readonly name: string;
  readonly priority: number | null;
}

export async function dialogCreate(
  _ports: Ports,
  _actor: Actor,
  _input: DialogCreateInput,
): Promise<Outcome<DialogId>> {
  throw new Error('dialogCreate is not built yet');
}
