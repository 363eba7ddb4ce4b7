/** Each deed as it can be done now. Null: there is nothing to do it to. */
import { agentAvailabilitySet } from '../../src/actions/agent-availability-set';
import { reachabilityRenew } from '../../src/actions/reachability-renew';
import { dueActions } from '../../src/jobs/due-actions';
import { codeOf } from '../support/stage';
import { type Act, chatsWhere, chosen } from './act';
import { answerOf, handoverOf, offerIdOf, supervisionOf } from './chat-acts';
import type { Single } from './deeds';
import type { Office } from './office';
import { forEver } from './premises';
import { answerOfRouter, routerSwitchOf } from './router-acts';
import { ringOrderOf, ruleOf } from './rule-acts';
import { staffOf } from './staff-acts';
import { pendingOf, type State } from './state';
import { offerWakes, silenceWakes } from './time';
import { deadlineWakes } from './routers';
import * as verbs from './verbs';
import { askOf, leaveOf, sideOf } from './visitor-acts';

export async function actOf(office: Office, state: State, deed: Single): Promise<Act | null> {
  switch (deed.does) {
    case 'asks':
      return askOf(office, state, deed);
    case 'accepts':
    case 'declines':
      return answerOf(office, state, deed);
    case 'visitor ends':
    case 'agent ends':
    case 'visitor writes':
    case 'agent writes':
      return sideOf(office, state, deed);
    case 'timer fires':
      return timerOf(office, state, deed.pick);
    case 'hands over':
    case 'guest leaves':
      return handoverOf(office, state, deed);
    case 'switches':
      return {
        product: async (ports) => codeOf(await agentAvailabilitySet(ports, office.actor(deed.who), deed)),
        model: (world) => verbs.switches(world, deed.who, deed.available),
      };
    case 'drops off':
    case 'comes back':
      return presenceOf(office, state, deed);
    case 'takes over':
    case 'listens':
    case 'stops listening':
    case 'whispers':
    case 'claims':
      return supervisionOf(office, state, deed);
    case 'leaves message':
      return leaveOf(office, state, deed);
    case 'router answers':
      return answerOfRouter(office, state, deed);
    case 'router':
      return routerSwitchOf(office, deed);
    case 'ring':
      return ringOrderOf(office, state, deed);
    case 'new rule':
    case 'rule':
    case 'rule moves':
    case 'rule goes':
      return ruleOf(office, state, deed);
    case 'capacity':
    case 'right':
    case 'skills':
    case 'team':
    case 'account':
    case 'settings':
    case 'limit':
      return staffOf(office, state, deed);
  }
}

/** A worker that wakes for something, due or not. */
function timerOf(office: Office, state: State, pick: number): Act | null {
  const { workspaceId } = office;
  const found = chosen(
    chatsWhere(state, (chat) => chat.offers.length > 0 || chat.askedUntil !== null),
    pick,
  );
  if (found === undefined) return null;
  const [id, chat] = found;
  const pending = pendingOf(chat);
  if (chat.askedUntil !== null) {
    const subjectId = office.liveChats.get(id) ?? '';
    return {
      product: (ports) =>
        fired(dueActions.ROUTER_LATE(ports, { workspaceId, kind: 'ROUTER_LATE', subjectId, attempt: 1 })),
      model: (world) => (deadlineWakes(world, id), 'OK'),
    };
  }
  if (pending === undefined) {
    const subjectId = office.liveChats.get(id) ?? '';
    return {
      product: (ports) => fired(dueActions.IDLE_END(ports, { workspaceId, kind: 'IDLE_END', subjectId, attempt: 1 })),
      model: (world) => (silenceWakes(world, id), 'OK'),
    };
  }
  const at = { chat: id, index: chat.offers.indexOf(pending) };
  const subjectId = offerIdOf(office, at);
  const work = { workspaceId, kind: 'OFFER_EXPIRE' as const, subjectId, attempt: 1 };
  return {
    product: (ports) => fired(dueActions.OFFER_EXPIRE(ports, work)),
    model: (world) => (offerWakes(world, at), 'OK'),
  };
}

async function fired(work: Promise<void>): Promise<string> {
  await work;
  return 'OK';
}

function presenceOf(
  office: Office,
  state: State,
  { does, who }: Extract<Single, { does: 'drops off' | 'comes back' }>,
): Act | null {
  // Whoever is no agent any more has no socket to come back with.
  if (state.agents[who]?.active !== true) return null;
  const lease = office.lease(who);
  if (does === 'drops off') {
    return {
      product: async (ports) => (await reachabilityRenew(ports, { ...lease, connected: false }), 'OK'),
      model: (world) => verbs.dropsOff(world, who),
    };
  }
  return {
    product: async (ports) => {
      await reachabilityRenew(ports, { ...lease, connected: true });
      await office.keeps(who);
      return 'OK';
    },
    model: (world) => verbs.comesBack(world, who, forEver),
  };
}
