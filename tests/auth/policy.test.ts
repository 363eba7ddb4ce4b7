import { isStaff, type Actor, type AgentActor, type IntegrationActor } from '../../src/auth/actor';
import {
  may,
  mayDecideOffer,
  mayEnd,
  mayConnectCalendar,
  mayGrant,
  mayHandleMeeting,
  mayManageBookings,
  mayScore,
  maySeeOffer,
  mayUpdateAgent,
  mayUpdateVisitor,
  mayWrite,
  seesWholeWorkspace,
  sightOf,
  staffActions,
  type ConversationFacts,
  type StaffAction,
} from '../../src/auth/policy';
import {
  permissions,
  type AgentId,
  type ApiTokenId,
  type MeetingId,
  type Permission,
  type VisitorId,
  type WorkspaceId,
} from '../../src/routing/terms';

const workspaceId = 'workspace' as WorkspaceId;
const ann = 'ann' as AgentId;
const bob = 'bob' as AgentId;
const vera = 'vera' as VisitorId;

const visitor = (id: string): Actor => ({ kind: 'VISITOR', workspaceId, visitorId: id as VisitorId });
const agent = (agentId: AgentId, ...granted: Permission[]): AgentActor => ({
  kind: 'AGENT',
  workspaceId,
  agentId,
  permissions: new Set(granted),
});
const integration = (...granted: Permission[]): IntegrationActor => ({
  kind: 'INTEGRATION',
  workspaceId,
  apiTokenId: 'token' as ApiTokenId,
  permissions: new Set(granted),
});
const system: Actor = { kind: 'SYSTEM', workspaceId };

const actors = {
  'its visitor': visitor('vera'),
  'another visitor': visitor('viktor'),
  'its agent': agent(ann, 'LIVE_CHAT_TAKE'),
  'its agent with MY_CONVERSATIONS_VIEW': agent(ann, 'MY_CONVERSATIONS_VIEW'),
  'a colleague': agent(bob, 'LIVE_CHAT_TAKE', 'MY_CONVERSATIONS_VIEW'),
  'an admin': agent(bob, 'ALL_CONVERSATIONS_VIEW', 'AGENTS_MANAGE'),
  'an integration with ALL_CONVERSATIONS_VIEW': integration('ALL_CONVERSATIONS_VIEW'),
  'an integration with AGENTS_MANAGE alone': integration('AGENTS_MANAGE'),
  'the system': system,
} as const satisfies Record<string, Actor>;
type Who = keyof typeof actors;

const none: ConversationFacts = {
  visitorId: vera,
  status: 'OPEN',
  agentId: null,
  liveChatState: null,
  ringingFor: null,
};
const conversations = {
  'no live chat': none,
  'ringing for its agent': { ...none, liveChatState: 'OFFERED', ringingFor: ann },
  connected: { ...none, liveChatState: 'CONNECTED', agentId: ann },
  ended: { ...none, status: 'COMPLETED', liveChatState: 'ENDED', agentId: ann },
  missed: { ...none, status: 'COMPLETED', liveChatState: 'MISSED' },
} as const satisfies Record<string, ConversationFacts>;
type Which = keyof typeof conversations;
const states = Object.keys(conversations) as Which[];

describe('what somebody sees of a conversation', () => {
  // In the order of `conversations`. W: the whole of it, R: who rings and from where, -: nothing.
  const sights: Readonly<Record<Who, string>> = {
    'its visitor': 'W W W W W',
    'another visitor': '- - - - -',
    'its agent': '- R W - -',
    'its agent with MY_CONVERSATIONS_VIEW': '- R W W -',
    'a colleague': '- - - - -',
    'an admin': 'W W W W W',
    'an integration with ALL_CONVERSATIONS_VIEW': 'W W W W W',
    'an integration with AGENTS_MANAGE alone': '- - - - -',
    'the system': 'W W W W W',
  };

  it.each(Object.entries(sights) as [Who, string][])('%s: %s', (who, expected) => {
    const letters = { WHOLE: 'W', RINGING: 'R', NONE: '-' };
    expect(states.map((state) => letters[sightOf(actors[who], conversations[state])]).join(' ')).toBe(expected);
  });
});

describe('who writes into a conversation and who ends it', () => {
  // w: may write, e: may end, -: neither.
  const rights: Readonly<Record<Who, string>> = {
    'its visitor': 'we we we we we',
    'another visitor': '- - - - -',
    'its agent': '- - we - -',
    'its agent with MY_CONVERSATIONS_VIEW': '- - we - -',
    'a colleague': '- - - - -',
    'an admin': 'e e e e e',
    'an integration with ALL_CONVERSATIONS_VIEW': '- - - - -',
    'an integration with AGENTS_MANAGE alone': '- - - - -',
    'the system': '- - - - -',
  };

  it.each(Object.entries(rights) as [Who, string][])('%s: %s', (who, expected) => {
    const told = states.map((state) => {
      const letters = [
        mayWrite(actors[who], conversations[state]) ? 'w' : '',
        mayEnd(actors[who], conversations[state]) ? 'e' : '',
      ];
      return letters.join('') || '-';
    });
    expect(told.join(' ')).toBe(expected);
  });
});

describe('who scores a conversation', () => {
  // In the order of `conversations`. s: may score, -: may not.
  const rights: Readonly<Record<Who, string>> = {
    'its visitor': '- - - - -',
    'another visitor': '- - - - -',
    'its agent': '- - s - -',
    'its agent with MY_CONVERSATIONS_VIEW': '- - s - -',
    'a colleague': '- - - - -',
    'an admin': 's s s s s',
    'an integration with ALL_CONVERSATIONS_VIEW': 's s s s s',
    'an integration with AGENTS_MANAGE alone': '- - - - -',
    'the system': '- - - - -',
  };

  it.each(Object.entries(rights) as [Who, string][])('%s: %s', (who, expected) => {
    const told = states.map((state) => (mayScore(actors[who], conversations[state]) ? 's' : '-'));
    expect(told.join(' ')).toBe(expected);
  });
});

describe('an offer', () => {
  it.each([
    ['its visitor', false, false],
    ['another visitor', false, false],
    ['its agent', true, true],
    ['its agent with MY_CONVERSATIONS_VIEW', true, true],
    ['a colleague', false, false],
    ['an admin', false, true],
    ['an integration with ALL_CONVERSATIONS_VIEW', false, true],
    ['an integration with AGENTS_MANAGE alone', false, false],
  ] as const)('made to Ann: %s decides it: %s, sees it: %s', (who, decides, sees) => {
    expect(mayDecideOffer(actors[who], { agentId: ann })).toBe(decides);
    expect(maySeeOffer(actors[who], { agentId: ann })).toBe(sees);
  });
});

describe("the workspace's own things", () => {
  const actions = Object.entries(staffActions) as [StaffAction, Permission | null][];

  it.each(actions)('%s: staff with %s, and no visitor', (action, permission) => {
    const allBut = permissions.filter((one) => one !== permission);
    expect(may(visitor('vera'), action)).toBe(false);
    expect(may(system, action)).toBe(true);
    for (const staff of [(...granted: Permission[]) => agent(ann, ...granted), integration]) {
      expect(may(staff(), action)).toBe(permission === null);
      expect(may(staff(...allBut), action)).toBe(permission === null);
      if (permission !== null) expect(may(staff(permission), action)).toBe(true);
    }
  });

  it('are all seen by those who may view all conversations, and by nobody else', () => {
    const seeing = (Object.keys(actors) as Who[]).filter((who) => seesWholeWorkspace(actors[who]));
    expect(seeing).toEqual(['an admin', 'an integration with ALL_CONVERSATIONS_VIEW']);
  });

  it('belong to agents and integrations alone', () => {
    expect([visitor('vera'), agent(ann), integration(), system].map(isStaff)).toEqual([false, true, true, false]);
  });
});

describe('an agent’s page', () => {
  it.each([
    ['oneself', agent(ann), true, false],
    ['a colleague', agent(bob), false, false],
    ['who manages agents', agent(bob, 'AGENTS_MANAGE'), true, true],
    ['an integration that manages agents', integration('AGENTS_MANAGE'), true, true],
    ['an integration', integration(), false, false],
    ['a visitor', visitor('ann'), false, false],
  ] as const)('%s: name and picture %s, anything %s', (_who, actor, page, anything) => {
    expect(mayUpdateAgent(actor, ann, 'PROFILE_PAGE')).toBe(page);
    expect(mayUpdateAgent(actor, ann, 'ANYTHING')).toBe(anything);
  });
});

describe('a token', () => {
  it('may never do more than the one who makes it', () => {
    const maker = agent(ann, 'INTEGRATIONS_MANAGE', 'DIALOGS_VIEW');
    expect(mayGrant(maker, ['DIALOGS_VIEW'])).toBe(true);
    expect(mayGrant(maker, ['DIALOGS_VIEW', 'AGENTS_MANAGE'])).toBe(false);
    expect(mayGrant(maker, [])).toBe(true);
  });

  it('is made only by those who manage integrations', () => {
    expect(mayGrant(agent(ann, 'DIALOGS_VIEW'), ['DIALOGS_VIEW'])).toBe(false);
    expect(mayGrant(visitor('vera'), [])).toBe(false);
  });
});

describe('putting right what is known of a visitor', () => {
  const rows: readonly (readonly [Who, boolean, boolean])[] = [
    ['its visitor', false, false],
    ['another visitor', true, false],
    ['its agent', true, true],
    ['its agent', false, false],
    ['its agent with MY_CONVERSATIONS_VIEW', false, false],
    ['a colleague', false, false],
    ['an admin', false, true],
    ['an integration with ALL_CONVERSATIONS_VIEW', false, true],
    ['an integration with AGENTS_MANAGE alone', true, false],
    ['the system', false, true],
  ];
  test.each(rows)('%s, serving now: %s → %s', (who, serves, allowed) => {
    expect(mayUpdateVisitor(actors[who], { serves })).toBe(allowed);
  });
});

describe('meetings and calendars', () => {
  const meetingId = 'meeting' as MeetingId;
  const own = agent(ann, 'CALENDAR_CONNECT', 'CALENDAR_AVAILABILITY_MANAGE');
  const manager = agent(bob, 'AGENTS_MANAGE');

  test.each([
    ['its owner with the permission', own, true, true, true],
    ['its owner without', agent(ann, 'LIVE_CHAT_TAKE'), false, false, false],
    [
      'a colleague with the permission',
      agent(bob, 'CALENDAR_CONNECT', 'CALENDAR_AVAILABILITY_MANAGE'),
      false,
      false,
      false,
    ],
    ['who manages agents', manager, true, false, true],
    ['an integration that manages agents', integration('AGENTS_MANAGE'), true, false, true],
    ['a visitor', visitor('vera'), false, false, false],
  ] as const)('hours and a calendar: %s', (_who, actor, hours, connect, disconnect) => {
    expect(mayManageBookings(actor, ann)).toBe(hours);
    expect(mayConnectCalendar(actor, ann, 'CONNECT')).toBe(connect);
    expect(mayConnectCalendar(actor, ann, 'DISCONNECT')).toBe(disconnect);
  });

  test.each([
    ['its visitor', visitor('vera'), true],
    ['another visitor', visitor('viktor'), false],
    ['its agent, whatever the permissions', agent(ann), true],
    ['a colleague', agent(bob, 'CALENDAR_CONNECT'), false],
    ['who manages agents alone', manager, false],
    ['who manages meetings', agent(bob, 'MEETINGS_MANAGE'), true],
    ['an integration that manages meetings', integration('MEETINGS_MANAGE'), true],
  ] as const)('a meeting: %s', (_who, actor, isAllowed) => {
    expect(mayHandleMeeting(actor, { id: meetingId, agentId: ann, visitorId: vera })).toBe(isAllowed);
  });

  test('whoever holds the link of its mail handles that meeting, and no other of the same people', () => {
    const holder = { kind: 'INVITEE', workspaceId, meetingId } as const;
    expect(mayHandleMeeting(holder, { id: meetingId, agentId: ann, visitorId: vera })).toBe(true);
    expect(mayHandleMeeting(holder, { id: 'other' as MeetingId, agentId: ann, visitorId: vera })).toBe(false);
  });
});
