/** Cards from the graph's inputs to the drafts that actions read: ids as they are inside, the rest as it was given. */
import type { CardDraft } from '../actions/card-draft';
import type { CardInput } from '../schema/card.input';
import { idOf } from '../schema/global-ids';
import { streamConditionDraftOf } from './audience-drafts';
import { routingOf } from './route-drafts';

export function cardDraftOf({ branch, flow, liveChat, meeting, ...card }: CardInput): CardDraft {
  return {
    ...card,
    meeting: meeting ? { ...meeting, routing: routingOf(meeting.routing) } : null,
    branch: branch
      ? {
          branches: branch.branches.map((one) => ({
            ...one,
            conditions: one.conditions.map(streamConditionDraftOf),
          })),
          otherwise: branch.else ?? null,
        }
      : null,
    flow: flow ? { ...flow, flowId: idOf('Dialog', flow.flowId) } : null,
    liveChat: liveChat ? { ...liveChat, routing: routingOf(liveChat.routing) } : null,
  };
}
