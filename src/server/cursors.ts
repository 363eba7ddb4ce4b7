/**
 * Cursors of the event log: a position, bound to the workspace, the caller and the scope that it was given for.
 *
 * 16 bytes in base64url: the format's version, the scope's kind, the position in six bytes, and eight bytes of an HMAC over
 * all that it is bound to. The seal is there to tell a foreign or garbled cursor from one of ours before the log is asked;
 * it guards nothing secret (whoever forged a position would still read only what the scope's audience may see), so without
 * a key of its own it still works on every node and after every restart.
 */
import { createHmac } from 'node:crypto';
import type { EventScope } from '../events/topics';
import type { Cursors } from '../resolvers/context';
import type { WorkspaceId } from '../routing/terms';

const version = 1;
/** By place: a new one goes behind the others. */
const kinds = ['WORKSPACE', 'AGENT', 'VISITOR', 'MONITOR'] as const satisfies readonly EventScope['kind'][];
const headBytes = 8;
const sealBytes = 8;

export function createCursors(key = 'parley.event-cursor'): Cursors {
  const sealOf = (head: Buffer, caller: string, workspaceId: WorkspaceId): Buffer =>
    createHmac('sha256', key).update(head).update(`${workspaceId} ${caller}`).digest().subarray(0, sealBytes);

  return {
    seal(scope, workspaceId, position) {
      const head = Buffer.alloc(headBytes);
      head.writeUInt8(version, 0);
      head.writeUInt8(kinds.indexOf(scope.kind), 1);
      head.writeUIntBE(position, 2, 6);
      return Buffer.concat([head, sealOf(head, callerOf(scope), workspaceId)]).toString('base64url');
    },
    open(scope, workspaceId, cursor) {
      const bytes = Buffer.from(cursor, 'base64url');
      // Node forgives foreign letters and a wrong end: only what we would write ourselves is ours.
      if (bytes.length !== headBytes + sealBytes || bytes.toString('base64url') !== cursor) return null;
      const head = bytes.subarray(0, headBytes);
      const kind = kinds[head.readUInt8(1)];
      if (head.readUInt8(0) !== version || kind === undefined) return null;
      if (!sealOf(head, callerOf(scope), workspaceId).equals(bytes.subarray(headBytes))) return null;
      return kind === scope.kind ? head.readUIntBE(2, 6) : 'SCOPE_CHANGED';
    },
  };
}

/** The same for an agent with and without the sight of the whole workspace, so that a change of scope can be told. */
function callerOf(scope: EventScope): string {
  switch (scope.kind) {
    case 'WORKSPACE':
    case 'MONITOR':
      return scope.viewer;
    case 'AGENT':
      return scope.agentId;
    case 'VISITOR':
      return scope.visitorId;
  }
}
