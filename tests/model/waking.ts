/** What a worker that wakes for something comes to. */
import type { ClaimedWork } from '../../src/actions/due-queue';
import type { Office } from './office';
import { deadlineWakes } from './routers';
import type { State } from './state';
import { earsClose } from './supervision';
import { leaseWakes, offerWakes, queueWakes, silenceWakes, switchesWake, waitWakes, warningWakes } from './time';

/** `committed`: behind how many transactions the worker died. */
export function wakes(office: Office, state: State, { kind, subjectId }: ClaimedWork, committed: number): void {
  const chatOfLive = () => [...office.liveChats].find(([, id]) => id === subjectId)?.[0] ?? '';
  switch (kind) {
    case 'OFFER_EXPIRE': {
      const [key = ''] = [...office.offers].find(([, id]) => id === subjectId) ?? [];
      const [chat = '', index] = key.split(' ');
      if (committed > 0) offerWakes(state, { chat, index: Number(index) });
      return;
    }
    case 'IDLE_WARN':
      if (committed > 0) warningWakes(state, chatOfLive());
      return;
    case 'IDLE_END':
      if (committed > 0) silenceWakes(state, chatOfLive());
      return;
    case 'REACHABILITY_END':
      // One transaction looks whether they are gone, one what rings there; each offer is passed on in its own.
      return leaseWakes(state, office.whoIs(subjectId), Math.max(0, committed - 2));
    case 'AVAILABILITY_RESET':
      if (committed > 0) switchesWake(state);
      return;
    case 'WAIT_END':
      if (committed > 0) waitWakes(state, chatOfLive());
      return;
    case 'ROUTER_LATE':
      if (committed > 0) deadlineWakes(state, chatOfLive());
      return;
    case 'LISTENING_END':
      // One transaction looks where they listen; each chat is left in its own.
      return earsClose(state, office.whoIs(subjectId), Math.max(0, committed - 1));
    case 'QUEUE_MATCH':
      if (committed === Infinity) queueWakes(state);
      return;
    case 'QUEUE_TELL':
    case 'TIDY':
      return;
    default:
      throw new Error(`The model knows nothing of ${kind}.`);
  }
}
