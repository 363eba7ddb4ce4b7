import type { Actor } from '../auth/actor';
import type { Outcome } from '../routing/refusal';
import type { DialogId } from '../routing/terms';
import type { Ports } from './ports';

export interface DialogUnpublishInput {
  readonly dialogId: DialogId;
}

export async function dialogUnpublish(
  _ports: Ports,
  _actor: Actor,
  _input: DialogUnpublishInput,
): Promise<Outcome<DialogId>> {
  throw new Error('dialogUnpublish is not built yet');
}
