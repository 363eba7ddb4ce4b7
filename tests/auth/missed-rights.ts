/** Who looks after what nobody took, in the marks of `rights`. */
import * as policy from '../../src/auth/policy';
import { ann, conversations } from '../support/policy-cast';
import type { RightsTable } from './rights';

export const missedRights: Readonly<Record<'mayClaimMissed' | 'mayKnowMissed', readonly RightsTable[]>> = {
  mayClaimMissed: [
    {
      columns: { 'missed chats': policy.mayClaimMissed },
      rows: { 'Ann with LIVE_CHAT_TAKE': 'x', 'Ann with every permission': 'x', else: '-' },
    },
  ],
  mayKnowMissed: [
    {
      columns: {
        'rang at Ann': (actor) => policy.mayKnowMissed(actor, conversations.missed, true),
        'never rang at Ann': (actor) => policy.mayKnowMissed(actor, conversations.missed, false),
        'Ann’s claim': (actor) => policy.mayKnowMissed(actor, { ...conversations.missed, agentId: ann }, false),
        'a preview': (actor) => policy.mayKnowMissed(actor, conversations['a preview'], true),
      },
      rows: {
        'Ann with LIVE_CHAT_TAKE': 'x - x -',
        'Ann with every permission': 'x x x -',
        else: '- - - -',
      },
    },
  ],
};
