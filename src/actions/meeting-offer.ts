import { waitingAt } from '../streams/place';
import { isPreview } from '../routing/preview';
import type { Step } from '../streams/step-terms';
import { bookingPoolOf, findBookingPicture } from './booking-pool';
import { factsBehind } from './foresight';
import { isKeptOut } from './kept-out';
import { mailFailedMeeting } from './meeting-fail-mail';
import type { Playing } from './playing';
import type { Ports, Transaction } from './ports';
import { staffText } from './staff-text';

/**
 * Whether a step that came to a meeting card can wait there. Where nobody can be booked there is nothing to choose from: then
 * the card says nothing, and the conversation goes on as if the visitor had passed.
 */
export async function canOfferMeeting(tx: Transaction, playing: Playing, step: Step): Promise<boolean> {
  const card = waitingAt(playing.program, step.place)?.card;
  if (step.wait?.kind !== 'MEETING' || card?.kind !== 'MEETING') return true;
  const { attributes } = factsBehind(playing.facts, step.effects);
  if (isKeptOut(playing.workspace, attributes.get('email'))) return false;
  const { routing } = card;
  const picture = playing.foreseen?.bookingAt(routing) ?? (await findBookingPicture(tx, routing));
  return bookingPoolOf(picture, { routing, attributes, missedBy: null, ownerId: playing.person.ownerId }) !== null;
}

/** The same step without what the card itself would say. */
export function withoutOffer(step: Step): Step {
  const cardKey = step.wait?.cardKey;
  return { ...step, says: step.says.filter((said) => said.cardKey !== cardKey) };
}

/** A step: somebody has to know that visitors are being sent to a card that offers nothing. */
export function mailNobodyBookable(
  ports: Ports,
  tx: Transaction,
  { conversation, program, facts, workspace }: Playing,
  { place, wait }: Step,
): void {
  const card = waitingAt(program, place)?.card;
  if (isPreview(conversation) || card?.kind !== 'MEETING') return;
  // Somebody could be booked: only not by them.
  if (isKeptOut(workspace, facts.attributes.get('email'))) return;
  const { agentId } = card.routing;
  mailFailedMeeting(ports, tx, {
    conversation,
    reason: (language) => staffText(language, 'BOOKING_NOBODY'),
    concerned: agentId === null ? [] : [agentId],
    cause: `${conversation.id}:${wait?.cardKey ?? card.key}`,
  });
}
