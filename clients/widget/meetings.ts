/** Times to meet: which there are, and booking, moving and calling off. */
import { zoneSaid } from './browser-owner';
import { refusalOf, type UserError } from '../sdk/answer';
import {
  MeetingBookDocument,
  MeetingCancelDocument,
  MeetingMoveDocument,
  MeetingOtherSlotsDocument,
  type MeetingPartsFragment,
  MeetingSlotsDocument,
} from '../sdk/generated/graphql';
import type { Parley } from '../sdk/parley';
import type { Meeting, Slot, Standing } from './chat';
import { meetingOf, standingOf } from './translate';

/** Whose times: those of the conversation's meeting card, or those to which a meeting can be moved. */
export type SlotSource = { readonly conversationId: string } | { readonly meetingId: string };

export interface Range {
  readonly from: Date;
  readonly to: Date;
}

export interface BookingOrder {
  readonly conversationId: string;
  readonly slot: Slot;
  /** Where the invitation goes; null: the address that the visitor gave before. */
  readonly email: string | null;
}

export type MeetingOutcome =
  | { readonly kind: 'DONE'; readonly meeting: Meeting | null; readonly standing: Standing | null }
  /** The server's sentence, and what of the input it is about. */
  | { readonly kind: 'REFUSED'; readonly code: string; readonly field: string; readonly message: string }
  | { readonly kind: 'UNREACHED' };

export interface Meetings {
  /** Null where they cannot be had now. */
  slots(source: SlotSource, range: Range): Promise<readonly Slot[] | null>;
  book(order: BookingOrder): Promise<MeetingOutcome>;
  move(meetingId: string, slot: Slot): Promise<MeetingOutcome>;
  cancel(meetingId: string): Promise<MeetingOutcome>;
}

/** The zone of the visitor's clock. */
export const ownZone = zoneSaid() ?? 'UTC';

interface Payload {
  readonly meeting: MeetingPartsFragment | null;
  readonly userErrors: readonly UserError[];
}

function outcomeOf(payload: Payload, standing: Standing | null = null): MeetingOutcome {
  const refusal = refusalOf(payload);
  if (refusal === null) {
    return { kind: 'DONE', meeting: payload.meeting === null ? null : meetingOf(payload.meeting), standing };
  }
  return { kind: 'REFUSED', code: refusal.code, field: refusal.field?.[0] ?? '', message: refusal.message };
}

export function createMeetings(parley: Parley): Meetings {
  const timeZone = ownZone;
  return {
    async slots(source, { from, to }) {
      const range = { from: from.toISOString(), to: to.toISOString(), timeZone };
      if ('conversationId' in source) {
        const input = { conversationId: source.conversationId, ...range };
        const answer = await parley.request(MeetingSlotsDocument, { input });
        return answer.ok ? answer.data.meetingSlots : null;
      }
      const answer = await parley.request(MeetingOtherSlotsDocument, { id: source.meetingId, ...range });
      const meeting = answer.ok ? answer.data.node : null;
      return meeting?.__typename === 'Meeting' ? meeting.slots : null;
    },
    // The same time booked again in the same conversation is the same meeting; so it is with moving and calling off.
    async book({ conversationId, slot: { startsAt, endsAt }, email }) {
      const input = { conversationId, startsAt, endsAt, timeZone, email };
      const answer = await parley.request(MeetingBookDocument, { input }, { repeatable: true });
      if (!answer.ok) return { kind: 'UNREACHED' };
      const { conversation } = answer.data.meetingBook;
      return outcomeOf(answer.data.meetingBook, conversation === null ? null : standingOf(conversation));
    },
    async move(meetingId, { startsAt }) {
      const input = { meetingId, startsAt, timeZone };
      const answer = await parley.request(MeetingMoveDocument, { input }, { repeatable: true });
      return answer.ok ? outcomeOf(answer.data.meetingMove) : { kind: 'UNREACHED' };
    },
    async cancel(meetingId) {
      const answer = await parley.request(MeetingCancelDocument, { input: { meetingId } }, { repeatable: true });
      return answer.ok ? outcomeOf(answer.data.meetingCancel) : { kind: 'UNREACHED' };
    },
  };
}
