import type { Connection } from '../../../sdk/socket';
import type { DeskState } from './state';

export interface RingingAnswer {
  readonly willRing: boolean;
  readonly sentence: string;
}

/** Whether a request would reach this agent now, and if not, why: the first reason that it could do something about. */
export function willRing({ agent, permissions }: DeskState, connection: Connection): RingingAnswer {
  const no = (sentence: string): RingingAnswer => ({ willRing: false, sentence });
  if (agent === null) return no('Loading …');
  if (!permissions.includes('LIVE_CHAT_TAKE')) return no('You do not take live chats');
  if (agent.available !== true) return no('You will not ring: unavailable');
  if (connection.state !== 'live') return no('You will not ring: no connection');
  const taken = (agent.activeChatCount ?? 0) + (agent.pendingOfferCount ?? 0);
  if (agent.capacity !== null && taken >= agent.capacity)
    return no(`You will not ring: all ${agent.capacity} places taken`);
  return { willRing: true, sentence: 'You will ring' };
}
