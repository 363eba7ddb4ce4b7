/** Links in the mails of meetings. */
import type { MeetingId, WorkspaceId } from '../routing/terms';

export interface LinkedTo {
  readonly workspaceId: WorkspaceId;
  readonly meetingId: MeetingId;
}

export interface MeetingLinks {
  /** Where whoever got the mail changes the meeting in a browser. Made when the mail leaves, and stored nowhere. */
  urlOf(linked: LinkedTo): string;
  /** Null: it was not made here, or not for this. Whether the meeting is still to come is not asked. */
  open(token: string): LinkedTo | null;
}
