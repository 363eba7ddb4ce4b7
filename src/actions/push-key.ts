import type { WorkspaceId } from '../routing/terms';
import type { Ports } from './ports';

/** What browsers of this workspace are to register with. Made when it is first asked for, and never again. */
export async function pushKeyFind(ports: Ports, workspaceId: WorkspaceId): Promise<string> {
  const present = await ports.work(workspaceId, (tx) => tx.push.findKey());
  if (present !== null) return present.publicKey;
  const made = ports.push.newKey(workspaceId);
  // Of two who make one at once the first one's stays, and both read it.
  await ports.work(workspaceId, (tx) => Promise.resolve(tx.push.insertKey(made)));
  const kept = await ports.work(workspaceId, (tx) => tx.push.findKey());
  return (kept ?? made).publicKey;
}
