import { resume } from '../streams/step';
import type { Facts, Resumption, Step } from '../streams/step-terms';
import { countEngagement } from './conversation-engage';
import { dialogPlay } from './dialog-play';
import { stepAhead } from './foresight';
import type { Playing } from './playing';
import type { Ports, Transaction } from './ports';
import type { ConversationRecord } from './records';

/**
 * A step: the conversation goes on without an answer, because time has passed, a meeting is booked or nobody can be booked.
 * Where its card does not wait for that, nothing changes. Saves everything.
 */
export async function dialogResume(
  ports: Ports,
  tx: Transaction,
  playing: Playing,
  why: Resumption,
): Promise<ConversationRecord> {
  const { program, play, conversation: before } = playing;
  const run = (facts: Facts): Step => resume({ program, place: play.place, why, facts });
  const { step, playing: on } = await stepAhead(ports, tx, playing, run);
  const { conversation: after } = await dialogPlay(ports, tx, on, step);
  tx.conversations.save(after);
  countEngagement(tx, { before, after, ...playing });
  return after;
}
