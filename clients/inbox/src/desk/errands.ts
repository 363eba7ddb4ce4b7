/** What an agent does about a conversation beside talking in it: its score, its meetings. */
import { refusalOf } from '../../../sdk/answer';
import {
  ConversationScoreSetDocument,
  MeetingCancelDocument,
  MeetingMoveDocument,
  MeetingOtherSlotsDocument,
  type MeetingPartsFragment,
} from '../../../sdk/generated/graphql';
import type { Parley } from '../../../sdk/parley';
import type { Cell } from '../../../sdk/store';
import { withThread } from './apply-event';
import type { DeskState, Detail } from './state';

export interface Slot {
  readonly startsAt: string;
  /** In the zone that was asked for. */
  readonly date: string;
  readonly time: string;
}

/** How far ahead other times are looked for. */
const daysAhead = 21;

export class Errands {
  constructor(
    private readonly parley: Parley,
    private readonly state: Cell<DeskState>,
  ) {}

  /** A sentence when it did not work. */
  async score(conversationId: string, score: number): Promise<string | null> {
    const input = { conversationId, score };
    const answer = await this.parley.request(ConversationScoreSetDocument, { input }, { repeatable: true });
    if (!answer.ok) return answer.failure.message;
    const { conversation } = answer.data.conversationScoreSet;
    if (conversation !== null) this.#told(conversationId, () => ({ score: conversation.score }));
    return refusalOf(answer.data.conversationScoreSet)?.message ?? null;
  }

  /** Times that a meeting can be moved to, by this viewer's clock; or a sentence why there are none to be had. */
  async otherSlots(meetingId: string): Promise<readonly Slot[] | string> {
    const from = this.parley.clock.now();
    const range = {
      from: new Date(from).toISOString(),
      to: new Date(from + daysAhead * 86_400_000).toISOString(),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    };
    const answer = await this.parley.request(MeetingOtherSlotsDocument, { id: meetingId, ...range });
    if (!answer.ok) return answer.failure.message;
    const { node } = answer.data;
    return node?.__typename === 'Meeting' && node.slots !== null ? node.slots : 'This meeting cannot be moved by you.';
  }

  async move(conversationId: string, meetingId: string, startsAt: string): Promise<string | null> {
    const answer = await this.parley.request(MeetingMoveDocument, { input: { meetingId, startsAt } });
    if (!answer.ok) return answer.failure.message;
    return this.#met(conversationId, answer.data.meetingMove.meeting, refusalOf(answer.data.meetingMove));
  }

  async cancel(conversationId: string, meetingId: string): Promise<string | null> {
    const answer = await this.parley.request(MeetingCancelDocument, { input: { meetingId } }, { repeatable: true });
    if (!answer.ok) return answer.failure.message;
    return this.#met(conversationId, answer.data.meetingCancel.meeting, refusalOf(answer.data.meetingCancel));
  }

  #met(
    conversationId: string,
    meeting: MeetingPartsFragment | null,
    refusal: { readonly message: string } | null,
  ): string | null {
    if (meeting === null) return refusal?.message ?? null;
    this.#told(conversationId, ({ meetings }) => ({
      meetings: (meetings ?? []).map((known) => (known.id === meeting.id ? meeting : known)),
    }));
    return null;
  }

  #told(conversationId: string, change: (detail: Detail) => Partial<Detail>): void {
    const state = this.state.getSnapshot();
    const detail = state.threads.get(conversationId)?.detail;
    if (detail == null) return;
    this.state.set(withThread(state, conversationId, { detail: { ...detail, ...change(detail) } }));
  }
}
