import type { ConversationId, WorkspaceId } from '../routing/terms';
import { dialogResume } from './dialog-resume';
import { holdPlay } from './playing';
import type { Ports } from './ports';

export interface DialogContinueInput {
  readonly workspaceId: WorkspaceId;
  readonly conversationId: ConversationId;
}

/**
 * Due work: a delay is over and the next card speaks. The play says when that is: a row that fires early, twice, or for a
 * delay that another one has followed finds another time there, or none.
 */
export async function dialogContinue(
  ports: Ports,
  { workspaceId, conversationId }: DialogContinueInput,
): Promise<void> {
  await ports.work(workspaceId, async (tx) => {
    const playing = await holdPlay(ports, tx, conversationId);
    const at = playing?.play.continuesAt ?? null;
    if (playing === null || playing.conversation.status !== 'OPEN' || at === null) {
      tx.unschedule('DIALOG_CONTINUE', conversationId);
    } else if (tx.now < at) {
      tx.schedule({ kind: 'DIALOG_CONTINUE', subjectId: conversationId, at });
    } else {
      await dialogResume(ports, tx, playing, 'DELAY_OVER');
    }
  });
}
