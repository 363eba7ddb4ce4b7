import type { Actor } from '../auth/actor';
import type { Outcome } from '../routing/refusal';
import type { DialogId } from '../routing/terms';
import type { Ports } from './ports';

export interface DialogPublishInput {
  readonly dialogId: DialogId;
}

export async function dialogPublish(
  _ports: Ports,
  _actor: Actor,
  _input: DialogPublishInput,
): Promise<Outcome<DialogId>> {
  throw new Error('dialogPublish is not built yet');
}
