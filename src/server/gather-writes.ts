/**
 * What is written to a socket in one tick leaves in one write: the answer of a mutation, its completion and the event that it
 * caused are one system call, and the reader wakes once.
 */
import type { Writable } from 'node:stream';

export function gatherWrites(stream: Writable): void {
  if (stream.writableCorked > 0) return;
  stream.cork();
  process.nextTick(() => stream.uncork());
}
