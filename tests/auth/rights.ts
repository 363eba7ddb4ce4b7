/**
 * Who may do what with what: a table for each relation that policy knows. A row says for each column, in its order: `x` may,
 * `-` may not (of sight: `W` the whole, `R` that it rings and from where, `-` nothing). `Ann` is Ann with whatever is not
 * named, `else` everybody who is not named.
 */
import type { Actor } from '../../src/auth/actor';
import * as policy from '../../src/auth/policy';
import type { ConversationFacts, Sight } from '../../src/auth/policy';
import type { MeetingId } from '../../src/routing/terms';
import { ann, bob, conversations, vera } from '../support/policy-cast';
import { missedRights } from './missed-rights';

const meetingId = 'meeting' as MeetingId;

export interface RightsTable {
  readonly columns: Readonly<Record<string, (actor: Actor) => boolean | Sight>>;
  readonly rows: Readonly<Record<string, string>>;
}

/** A column for each conversation of the cast. */
function onConversations(
  may: (actor: Actor, conversation: ConversationFacts) => boolean | Sight,
): RightsTable['columns'] {
  const columns = Object.entries(conversations).map(([what, facts]) => [what, (actor: Actor) => may(actor, facts)]);
  return Object.fromEntries(columns) as RightsTable['columns'];
}

// none, rings at Ann, at Bob, Ann's, Bob's, guest, listens, Ann's over, Bob's over, missed, preview
const everyConversation = 'x x x x x x x x x x x';
const wholeWorkspace = 'W W W W W W W W W W -';
const wherePresent = '- - - x - x - - - - -';

export const rights: Readonly<Record<string, readonly RightsTable[]>> = {
  sightOf: [
    {
      columns: onConversations(policy.sightOf),
      rows: {
        Vera: 'W W W W W W W W W W W',
        Ann: '- R - W - W - - - - -',
        'Ann with MY_CONVERSATIONS_VIEW': '- R - W - W - W - - -',
        'Ann with ALL_CONVERSATIONS_VIEW': wholeWorkspace,
        'Ann with CHATS_MONITOR': '- R R W R W R - - - -',
        'Ann with CHATS_LISTEN': '- R - W - W W - - - -',
        'Ann with every permission': wholeWorkspace,
        'a token with ALL_CONVERSATIONS_VIEW': wholeWorkspace,
        'a token with every permission': wholeWorkspace,
        'the system': 'W W W W W W W W W W W',
        else: '- - - - - - - - - - -',
      },
    },
    {
      columns: {
        'missed, Ann looks after it': (actor) => policy.sightOf(actor, { ...conversations.missed, agentId: ann }),
        'missed, Bob looks after it': (actor) => policy.sightOf(actor, { ...conversations.missed, agentId: bob }),
      },
      rows: {
        Vera: 'W W',
        'Ann with MY_CONVERSATIONS_VIEW': 'W -',
        'Ann with ALL_CONVERSATIONS_VIEW': 'W W',
        'Ann with every permission': 'W W',
        'a token with ALL_CONVERSATIONS_VIEW': 'W W',
        'a token with every permission': 'W W',
        'the system': 'W W',
        else: '- -',
      },
    },
  ],
  ...missedRights,
  mayWrite: [
    {
      columns: onConversations(policy.mayWrite),
      rows: {
        Vera: everyConversation,
        Ann: wherePresent,
        else: '- - - - - - - - - - -',
      },
    },
  ],
  serves: [
    {
      columns: onConversations(policy.serves),
      rows: { Ann: '- - - x - - - - - - -', else: '- - - - - - - - - - -' },
    },
  ],
  mayEnd: [
    {
      columns: onConversations(policy.mayEnd),
      rows: {
        Vera: everyConversation,
        Ann: '- - - x - - - - - - -',
        'Ann with AGENTS_MANAGE': 'x x x x x x x x x x -',
        'Ann with every permission': 'x x x x x x x x x x -',
        else: '- - - - - - - - - - -',
      },
    },
  ],
  mayHandOver: [
    {
      columns: onConversations(policy.mayHandOver),
      rows: {
        'Ann with CHATS_TRANSFER': '- - - x - - - - - - -',
        'Ann with every permission': '- - - x - - - - - - -',
        else: '- - - - - - - - - - -',
      },
    },
  ],
  maySupervise: [
    {
      columns: onConversations((actor, facts) => policy.maySupervise(actor, 'CHATS_LISTEN', facts)),
      rows: {
        'Ann with CHATS_LISTEN': 'x x x x x x x x x x -',
        'Ann with every permission': 'x x x x x x x x x x -',
        else: '- - - - - - - - - - -',
      },
    },
    {
      columns: onConversations((actor, facts) => policy.maySupervise(actor, 'CHATS_TAKE_OVER', facts)),
      rows: {
        'Ann with CHATS_TAKE_OVER': 'x x x x x x x x x x -',
        'Ann with every permission': 'x x x x x x x x x x -',
        else: '- - - - - - - - - - -',
      },
    },
  ],
  mayWhisper: [
    {
      columns: onConversations(policy.mayWhisper),
      rows: {
        Ann: wherePresent,
        'Ann with every permission': 'x x x x x x x x x x -',
        else: '- - - - - - - - - - -',
      },
    },
  ],
  mayScore: [
    {
      columns: onConversations(policy.mayScore),
      rows: {
        Ann: wherePresent,
        'Ann with ALL_CONVERSATIONS_VIEW': 'x x x x x x x x x x -',
        'Ann with every permission': 'x x x x x x x x x x -',
        'a token with ALL_CONVERSATIONS_VIEW': 'x x x x x x x x x x -',
        'a token with every permission': 'x x x x x x x x x x -',
        else: '- - - - - - - - - - -',
      },
    },
  ],
  seesWholeWorkspace: [
    {
      columns: { 'the workspace': policy.seesWholeWorkspace },
      rows: {
        'Ann with ALL_CONVERSATIONS_VIEW': 'x',
        'Ann with every permission': 'x',
        'a token with ALL_CONVERSATIONS_VIEW': 'x',
        'a token with every permission': 'x',
        else: '-',
      },
    },
  ],
  mayDecideOffer: [
    {
      columns: {
        'an offer to Ann': (actor) => policy.mayDecideOffer(actor, { agentId: ann }),
        'an offer to Bob': (actor) => policy.mayDecideOffer(actor, { agentId: bob }),
      },
      rows: { Ann: 'x -', else: '- -' },
    },
  ],
  maySeeOffer: [
    {
      columns: {
        'an offer to Ann': (actor) => policy.maySeeOffer(actor, { agentId: ann }),
        'an offer to Bob': (actor) => policy.maySeeOffer(actor, { agentId: bob }),
        'what Ann hands to Bob': (actor) => policy.maySeeOffer(actor, { agentId: bob, fromAgentId: ann }),
      },
      rows: {
        Ann: 'x - x',
        'Ann with ALL_CONVERSATIONS_VIEW': 'x x x',
        'Ann with every permission': 'x x x',
        'a token with ALL_CONVERSATIONS_VIEW': 'x x x',
        'a token with every permission': 'x x x',
        else: '- - -',
      },
    },
  ],
  mayUpdateVisitor: [
    {
      columns: {
        'served by the caller': (actor) => policy.mayUpdateVisitor(actor, { serves: true }),
        'not served': (actor) => policy.mayUpdateVisitor(actor, { serves: false }),
      },
      rows: {
        Ann: 'x -',
        'Ann with ALL_CONVERSATIONS_VIEW': 'x x',
        'Ann with every permission': 'x x',
        'a token with ALL_CONVERSATIONS_VIEW': 'x x',
        'a token with every permission': 'x x',
        'the system': 'x x',
        else: '- -',
      },
    },
  ],
  mayUpdateAgent: [
    {
      columns: {
        'Ann’s name and picture': (actor) => policy.mayUpdateAgent(actor, ann, 'PROFILE_PAGE'),
        'anything of Ann': (actor) => policy.mayUpdateAgent(actor, ann, 'ANYTHING'),
        'Bob’s name and picture': (actor) => policy.mayUpdateAgent(actor, bob, 'PROFILE_PAGE'),
        'anything of Bob': (actor) => policy.mayUpdateAgent(actor, bob, 'ANYTHING'),
      },
      rows: { Ann: 'x - - -', ...agentsManagers('x x x x'), else: '- - - -' },
    },
  ],
  mayGrant: [
    {
      columns: {
        'a token that may nothing': (actor) => policy.mayGrant(actor, []),
        'a token that makes tokens': (actor) => policy.mayGrant(actor, ['INTEGRATIONS_MANAGE']),
        'a token that publishes': (actor) => policy.mayGrant(actor, ['INTEGRATIONS_MANAGE', 'DIALOGS_PUBLISH']),
      },
      rows: {
        'Ann with INTEGRATIONS_MANAGE': 'x x -',
        'a token with INTEGRATIONS_MANAGE': 'x x -',
        'Ann with DIALOGS_PUBLISH': '- - -',
        'Ann with every permission': 'x x x',
        'a token with every permission': 'x x x',
        // Time makes no tokens of its own: it holds no permission that it could hand on.
        'the system': 'x - -',
        else: '- - -',
      },
    },
  ],
  mayManageBookings: [ofHours(policy.mayManageBookings, 'CALENDAR_AVAILABILITY_MANAGE')],
  mayManageSchedule: [ofHours(policy.mayManageSchedule, 'LIVE_CHAT_AVAILABILITY_MANAGE')],
  mayConnectCalendar: [
    {
      columns: {
        'connecting Ann’s': (actor) => policy.mayConnectCalendar(actor, ann, 'CONNECT'),
        'cutting Ann’s off': (actor) => policy.mayConnectCalendar(actor, ann, 'DISCONNECT'),
        'connecting Bob’s': (actor) => policy.mayConnectCalendar(actor, bob, 'CONNECT'),
        'cutting Bob’s off': (actor) => policy.mayConnectCalendar(actor, bob, 'DISCONNECT'),
      },
      rows: {
        'Ann with CALENDAR_CONNECT': 'x x - -',
        'a token with CALENDAR_CONNECT': '- - - -',
        ...agentsManagers('- x - x'),
        'Ann with every permission': 'x x - x',
        else: '- - - -',
      },
    },
  ],
  mayHandleMeeting: [
    {
      columns: {
        'Vera’s with Ann': (actor) => policy.mayHandleMeeting(actor, { id: meetingId, agentId: ann, visitorId: vera }),
        'Vera’s with Bob': (actor) => policy.mayHandleMeeting(actor, { id: meetingId, agentId: bob, visitorId: vera }),
      },
      rows: {
        Vera: 'x x',
        Ann: 'x -',
        'Ann with MEETINGS_MANAGE': 'x x',
        'a token with MEETINGS_MANAGE': 'x x',
        'Ann with every permission': 'x x',
        'a token with every permission': 'x x',
        'the system': 'x x',
        else: '- -',
      },
    },
  ],
};

function agentsManagers(marks: string): Readonly<Record<string, string>> {
  return {
    'Ann with AGENTS_MANAGE': marks,
    'a token with AGENTS_MANAGE': marks,
    'Ann with every permission': marks,
    'a token with every permission': marks,
    'the system': marks,
  };
}

function ofHours(may: typeof policy.mayManageBookings, permission: string): RightsTable {
  return {
    columns: { 'Ann’s': (actor) => may(actor, ann), 'Bob’s': (actor) => may(actor, bob) },
    rows: {
      [`Ann with ${permission}`]: 'x -',
      [`a token with ${permission}`]: '- -',
      ...agentsManagers('x x'),
      else: '- -',
    },
  };
}
