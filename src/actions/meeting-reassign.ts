import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { AgentId, MeetingId } from '../routing/terms';
import { taken } from './meeting-book';
import { meetingChange } from './meeting-change';
import { holdMeeting } from './meeting-held';
import { cannotChange, unknownMeeting } from './meeting-move';
import { meetingTakeOver } from './meeting-take-over';
import { ConstraintViolation, type Ports, type Transaction } from './ports';
import { notAllowed, unknown } from './staff-refusals';

export interface MeetingReassignInput {
  readonly meetingId: MeetingId;
  readonly agentId: AgentId;
}

/**
 * Another agent in the place of the one who was booked, at the same time: the one meeting is called off and the other one
 * stands, so that both calendars and the visitor's end up right.
 */
export async function meetingReassign(
  ports: Ports,
  actor: Actor,
  input: MeetingReassignInput,
): Promise<Outcome<MeetingId>> {
  if (!may(actor, 'meetings.manage')) return notAllowed('give meetings to other agents');
  try {
    return await ports.work(actor.workspaceId, (tx) => reassign(ports, tx, actor, input));
  } catch (error) {
    if (error instanceof ConstraintViolation && error.constraint === 'meeting_one_at_a_time') return taken();
    throw error;
  }
}

async function reassign(
  ports: Ports,
  tx: Transaction,
  actor: Actor,
  { meetingId, agentId }: MeetingReassignInput,
): Promise<Outcome<MeetingId>> {
  const held = await holdMeeting(tx, actor, meetingId);
  if (held === null) return unknownMeeting();
  const { meeting, conversation } = held;
  if (meeting.agentId === agentId) return done(meetingId);
  const refused = cannotChange(meeting, tx.now);
  if (refused !== null) return refused;
  const agent = await tx.agents.find(agentId);
  if (agent === null) return unknown('agent', ['agentId']);
  if (!agent.active) return refuse('CONFLICT', `${agent.name} is deactivated. Choose another agent.`, ['agentId']);
  const after = { ...meeting, status: 'CANCELLED' } as const;
  const left = await meetingChange(ports, tx, conversation, { before: meeting, after, what: 'cancelled' });
  return done(await meetingTakeOver(ports, tx, left, { meeting, agent }));
}
