import type { Connection } from '../../../sdk/socket';
import type { Agent, DeskState } from './state';

export interface RingingAnswer {
  readonly willRing: boolean;
  readonly sentence: string;
}

/** The server knows the hours and the zone; whether the line stands is known best here. */
function whyAway({ willRing }: Agent): string {
  return willRing?.reason === 'UNAVAILABLE' ? willRing.sentence : 'You will not ring: unavailable';
}

/** Whether a request would reach this agent now, and if not, why: the first reason that it could do something about. */
export function willRing({ agent, permissions }: DeskState, connection: Connection): RingingAnswer {
  const no = (sentence: string): RingingAnswer => ({ willRing: false, sentence });
  if (agent === null) return no('Loading …');
  if (!permissions.includes('LIVE_CHAT_TAKE')) return no('You do not take live chats');
  if (agent.available !== true) return no(whyAway(agent));
  if (connection.state !== 'live') return no('You will not ring: no connection');
  const taken = (agent.activeChatCount ?? 0) + (agent.pendingOfferCount ?? 0);
  if (agent.capacity !== null && taken >= agent.capacity)
    return no(`You will not ring: all ${agent.capacity} places taken`);
  return { willRing: true, sentence: 'You will ring' };
}
