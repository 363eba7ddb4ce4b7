import type { WorkspaceId } from '../routing/terms';
import type { Ports } from './ports';

const betweenMs = 60 * 60 * 1_000;
/** Longer than any preview's token lives. */
const previewDays = 7;

/** Due work: throws away what nobody needs any more. */
export async function tidy(ports: Ports, workspaceId: WorkspaceId): Promise<void> {
  await ports.work(workspaceId, async (tx) => {
    await tx.workspace.find();
    tx.previews.trim(previewDays);
    tx.schedule({ kind: 'TIDY', subjectId: workspaceId, at: new Date(tx.now.getTime() + betweenMs) });
  });
}
