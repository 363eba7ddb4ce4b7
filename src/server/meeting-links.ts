/**
 * The link of a meeting's mail: which meeting it is, sealed for this one use with the installation's key. It can be neither made nor
 * changed elsewhere, tells nobody anything, and is stored nowhere. It stands behind the `#` of the address, which browsers send
 * to no server: it comes into no log and no referrer, and whoever only loads the address changes nothing.
 */
import type { LinkedTo, MeetingLinks } from '../actions/meeting-link-ports';
import type { MeetingId, WorkspaceId } from '../routing/terms';
import type { Seal } from './seal';

const purpose = 'meeting-link';
/** Longer than any that is made here. */
const longest = 300;

export function createMeetingLinks(seal: Seal, baseUrl: () => string): MeetingLinks {
  return {
    urlOf: ({ workspaceId, meetingId }) => {
      const sealed = seal.close(`${workspaceId} ${meetingId}`, purpose);
      return `${baseUrl()}/meeting/#${Buffer.from(sealed).toString('base64url')}`;
    },
    open: (token) => (token.length > longest || !/^[\w-]+$/.test(token) ? null : opened(seal, token)),
  };
}

function opened(seal: Seal, token: string): LinkedTo | null {
  try {
    const [workspaceId, meetingId] = seal.open(Buffer.from(token, 'base64url'), purpose).split(' ');
    return { workspaceId: workspaceId as WorkspaceId, meetingId: meetingId as MeetingId };
  } catch {
    // Cut off, mistyped or sealed with another key: it opens nothing.
    return null;
  }
}
