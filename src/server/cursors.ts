/**
 * Cursors of the event log: a position, bound to the workspace, the caller and the scope that it was given for.
 *
 * 16 bytes in base64url: the format's version, the scope's kind, the position in six bytes, and a seal of eight bytes over all
 * that it is bound to. The seal is there to tell a foreign or garbled cursor from one of ours before the log is asked; it
 * guards nothing secret (whoever forged a position would still read only what the scope's audience may see), so without
 * a key of its own it still works on every node and after every restart.
 *
 * Caller and workspace stay the same as long as a stream is open: they are signed once for it, and each position is only mixed
 * into that signature. A signature for each frame cost as much as the frame, and of one event ten thousand readers get ten
 * thousand cursors.
 */
import { createHmac } from 'node:crypto';
import type { EventScope } from '../events/topics';
import type { Cursors } from '../resolvers/context';
import { assertNever, type WorkspaceId } from '../routing/terms';

const version = 2;
/** By place: a new one goes behind the others. */
const kinds = ['WORKSPACE', 'AGENT', 'VISITOR', 'MONITOR'] as const satisfies readonly EventScope['kind'][];
const headBytes = 8;
const sealBytes = 8;
const upper = 2 ** 32;

/** Of caller and workspace. */
interface Signature {
  readonly left: number;
  readonly right: number;
}

export function createCursors(key = 'parley.event-cursor'): Cursors {
  const signatureOf = (scope: EventScope, workspaceId: WorkspaceId): Signature => {
    const digest = createHmac('sha256', key)
      .update(`${workspaceId} ${callerOf(scope)}`)
      .digest();
    return { left: digest.readInt32BE(0), right: digest.readInt32BE(4) };
  };
  return {
    sealer(scope, workspaceId) {
      const signature = signatureOf(scope, workspaceId);
      const head = (version * 256 + kinds.indexOf(scope.kind)) * 65_536;
      return (position) => cursorOf(signature, head + Math.floor(position / upper), position % upper);
    },
    seal(scope, workspaceId, position) {
      return this.sealer(scope, workspaceId)(position);
    },
    open(scope, workspaceId, cursor) {
      const bytes = Buffer.from(cursor, 'base64url');
      // Node forgives foreign letters and a wrong end: only what we would write ourselves is ours.
      if (bytes.length !== headBytes + sealBytes || bytes.toString('base64url') !== cursor) return null;
      const kind = kinds[bytes.readUInt8(1)];
      if (bytes.readUInt8(0) !== version || kind === undefined) return null;
      const ours = cursorOf(signatureOf(scope, workspaceId), bytes.readUInt32BE(0), bytes.readUInt32BE(4));
      if (ours !== cursor) return null;
      return kind === scope.kind ? bytes.readUIntBE(2, 6) : 'SCOPE_CHANGED';
    },
  };
}

function cursorOf(signature: Signature, head: number, low: number): string {
  const bytes = Buffer.allocUnsafe(headBytes + sealBytes);
  bytes.writeUInt32BE(head, 0);
  bytes.writeUInt32BE(low, 4);
  const left = mixed(mixed(signature.left, head), low);
  bytes.writeInt32BE(left, 8);
  bytes.writeInt32BE(mixed(mixed(signature.right ^ left, low), head), 12);
  return bytes.toString('base64url');
}

/** Each step can be undone, so of two words only one leads to the same end; and each bit reaches all of them. */
function mixed(seed: number, word: number): number {
  let mix = seed ^ word;
  mix = Math.imul(mix ^ (mix >>> 16), 0x85ebca6b);
  mix = Math.imul(mix ^ (mix >>> 13), 0xc2b2ae35);
  return mix ^ (mix >>> 16);
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
    default:
      return assertNever(scope);
  }
}
