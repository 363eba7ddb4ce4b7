/** What the page asks of the graph: the meeting of its link, other times for it, and the two things that can be done. */
import { refusalOf, type UserError } from '../sdk/answer';
import {
  LinkedMeetingCancelDocument,
  LinkedMeetingDocument,
  LinkedMeetingMoveDocument,
  type LinkedMeetingPartsFragment,
  LinkedMeetingSlotsDocument,
} from '../sdk/generated/graphql';
import { createParley } from '../sdk/parley';
import type { Slot } from '../widget/chat';
import type { Range } from '../widget/meetings';

export type LinkedMeeting = LinkedMeetingPartsFragment;

export type Outcome =
  | { readonly kind: 'DONE'; readonly meeting: LinkedMeeting }
  /** The server's sentence, in the language of the meeting's mails. */
  | { readonly kind: 'REFUSED'; readonly code: string; readonly message: string }
  | { readonly kind: 'UNREACHED' };

export interface Link {
  load(): Promise<Outcome>;
  slots(range: Range): Promise<readonly Slot[] | null>;
  move(slot: Slot): Promise<Outcome>;
  cancel(): Promise<Outcome>;
  /** The server's clock. */
  now(): number;
}

interface Payload {
  readonly meeting: LinkedMeeting | null;
  readonly userErrors: readonly UserError[];
}

const gone: Outcome = { kind: 'REFUSED', code: 'NOT_FOUND', message: '' };

function outcomeOf(payload: Payload): Outcome {
  const refusal = refusalOf(payload);
  if (refusal !== null) return { kind: 'REFUSED', code: refusal.code, message: refusal.message };
  return payload.meeting === null ? gone : { kind: 'DONE', meeting: payload.meeting };
}

export function createLink(url: string, token: string, timeZone: string): Link {
  const { request, clock } = createParley({ url });
  // Done twice it is done once: the same time, or cancelled as before.
  const safely = { anonymous: true, repeatable: true } as const;
  return {
    async load() {
      const answer = await request(LinkedMeetingDocument, { token }, safely);
      if (!answer.ok) return { kind: 'UNREACHED' };
      const { linkedMeeting: meeting } = answer.data;
      return meeting === null ? gone : { kind: 'DONE', meeting };
    },
    async slots({ from, to }) {
      const range = { from: from.toISOString(), to: to.toISOString(), timeZone };
      const answer = await request(LinkedMeetingSlotsDocument, { token, ...range }, safely);
      return answer.ok ? (answer.data.linkedMeeting?.slots ?? null) : null;
    },
    async move({ startsAt }) {
      const answer = await request(LinkedMeetingMoveDocument, { input: { token, startsAt, timeZone } }, safely);
      return answer.ok ? outcomeOf(answer.data.linkedMeetingMove) : { kind: 'UNREACHED' };
    },
    async cancel() {
      const answer = await request(LinkedMeetingCancelDocument, { input: { token } }, safely);
      return answer.ok ? outcomeOf(answer.data.linkedMeetingCancel) : { kind: 'UNREACHED' };
    },
    now: clock.now,
  };
}
