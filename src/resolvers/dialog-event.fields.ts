import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { DialogRecord } from '../actions/records';
import type { StoredEvent } from '../events/topics';
import { Dialog } from '../schema/dialog.type';
import { DialogChanged } from '../schema/event.type';
import type { Context } from './context';
import { seenDialog } from './dialog-entry';
import { staffScope } from './entry';

@Resolver(() => DialogChanged)
export class DialogChangedFields {
  @FieldResolver(() => Dialog, {
    nullable: true,
    description:
      'The dialog as it is now; null where it is about all of them (the chat was switched on or off), and for who may not view it.',
  })
  async dialog(@Root() { event }: StoredEvent, @Ctx() context: Context): Promise<DialogRecord | null> {
    const scope = staffScope(context);
    if (event.type !== 'DIALOG_CHANGED' || event.dialogId === null) return null;
    return seenDialog(scope, await scope.loaders.dialog.load(event.dialogId));
  }
}
