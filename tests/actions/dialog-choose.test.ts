import { chatEnabledSet } from '../../src/actions/chat-enabled-set';
import { dialogUnpublish } from '../../src/actions/dialog-unpublish';
import { personListCreate } from '../../src/actions/person-list-create';
import { personListMembersAdd } from '../../src/actions/person-list-members-add';
import type { PlayRecord } from '../../src/actions/records';
import type { AgentActor, VisitorActor } from '../../src/auth/actor';
import type { ConversationId, DialogId } from '../../src/routing/terms';
import type { Script } from '../../src/streams/script';
import { db, stage } from '../support/empty-stage';
import { codeOf, roundRobin, valueOf } from '../support/stage';
import { comes, meets, publishFor, untold, visits } from '../support/stage-audience';

const one = 'https://shop.example/one';
const two = 'https://shop.example/two';
const minutes = 60_000;

let visitor: VisitorActor;
let admin: AgentActor;
beforeEach(async () => {
  visitor = await stage.visitor();
  admin = await stage.agent({ permissions: ['DIALOGS_PUBLISH', 'CHATBOT_SETTINGS_MANAGE'], reachable: false });
});

const { answers, gets, engages, started } = visits(() => ({ stage, visitor }));
const publishAnew = async (dialogId: DialogId, version: number) => {
  const cards: Script = [
    {
      kind: 'QUESTION',
      key: 'ask',
      text: `Version ${version}?`,
      attribute: null,
      responses: [{ key: 'Yes', label: 'Yes', storedValue: null, next: null }],
    },
  ];
  await stage.work(async (tx) => tx.dialogs.publish(dialogId, version, cards));
  stage.ports.catalog.drop(stage.workspaceId);
};

describe('from page to page', () => {
  let first: DialogId;
  let second: DialogId;
  beforeEach(async () => {
    first = await publishFor(stage, { targets: ['shop.example/one'], priority: 2 });
    second = await publishFor(stage, { targets: ['shop.example/two'], priority: 1 });
  });

  test('who has not answered meets the dialog of each page, and going back finds the same conversations', async () => {
    const [here, there] = [await gets(one), await gets(two)];
    expect((await stage.conversation(here)).dialogId).toBe(first);
    expect((await stage.conversation(there)).dialogId).toBe(second);
    expect([await gets(one), await gets(two), await gets(`${one}/?again#top`)]).toEqual([here, there, here]);
    expect(started()).toBe(2);
    expect(await meets(stage, visitor, 'https://shop.example/')).toBeNull();
  });

  test('who has answered goes on with that conversation on the other page, and the other dialog is not shown', async () => {
    const here = await engages(one);
    expect(await gets(two)).toBe(here);
    expect(started()).toBe(1);
  });

  test('a dialog played to its end stays away for good, even published anew, and the next comes', async () => {
    await answers(await gets(one), 'No');
    expect(await meets(stage, visitor, one)).toBeNull();
    expect(await meets(stage, visitor, two)).toBe(second);
    await publishAnew(first, 2);
    expect(await meets(stage, visitor, one)).toBeNull();
  });

  test('a second conversation is begun by name beside the one that goes on', async () => {
    const here = await engages(one);
    const there = valueOf(await comes(stage, visitor, two, { dialogId: second })).conversationId;
    expect((await stage.conversation(there as ConversationId)).dialogId).toBe(second);
    expect(await gets(two)).toBe(here);
    expect((await stage.conversation(here)).status).toBe('OPEN');
  });
});

describe('what is published', () => {
  test('an unpublished dialog is gone for who has not answered, and the next takes over', async () => {
    const next = await publishFor(stage);
    const gone = await publishFor(stage, { priority: 1 });
    expect(await meets(stage, visitor, one)).toBe(gone);
    valueOf(await dialogUnpublish(stage.ports, admin, { dialogId: gone }));
    expect(await meets(stage, visitor, one)).toBe(next);
  });

  test('an unpublished dialog goes on for who has answered', async () => {
    const dialogId = await publishFor(stage);
    const id = await engages(one);
    valueOf(await dialogUnpublish(stage.ports, admin, { dialogId }));
    expect(await gets(one)).toBe(id);
  });

  test('published anew, it begins anew for who has not answered, in the place of the other', async () => {
    const dialogId = await publishFor(stage);
    const before = await gets(one);
    await publishAnew(dialogId, 2);
    const after = await gets(one);
    expect(await stage.conversation(after)).toMatchObject({ dialogId, dialogVersion: 2, status: 'OPEN' });
    expect(await stage.conversation(before)).toMatchObject({ dialogVersion: 1, status: 'DROPPED' });
    expect(await stage.work((tx) => tx.play.find(after))).toMatchObject({ again: true });
    expect(await gets(one)).toBe(after);
  });

  test('published anew, it stays as it was for who has answered', async () => {
    const dialogId = await publishFor(stage);
    const id = await engages(one);
    await publishAnew(dialogId, 2);
    expect(await gets(one)).toBe(id);
    expect(await stage.conversation(id)).toMatchObject({ dialogVersion: 1 });
  });

  test('what this process keeps may be behind: the row of the dialog has the last word', async () => {
    const next = await publishFor(stage);
    const gone = await publishFor(stage, { priority: 1 });
    await stage.ports.catalog.find(stage.workspaceId);
    await stage.work(async (tx) => tx.dialogs.unpublish(gone));
    expect(await meets(stage, visitor, one)).toBe(next);
    await stage.work(async (tx) => tx.dialogs.publish(next, 2, []));
    visitor = await stage.visitor();
    expect(await stage.conversation(await gets(one))).toMatchObject({ dialogId: next, dialogVersion: 2 });
  });

  test('switched off, nothing shows itself and what goes on goes on', async () => {
    await publishFor(stage);
    const id = await engages(one);
    valueOf(await chatEnabledSet(stage.ports, admin, { enabled: false }));
    expect(await gets(one)).toBe(id);
    visitor = await stage.visitor();
    expect(await meets(stage, visitor, one)).toBeNull();
    valueOf(await chatEnabledSet(stage.ports, admin, { enabled: true }));
    expect(await meets(stage, visitor, one)).not.toBeNull();
  });
});

describe('who it is for', () => {
  test('visitors who were here before: on another visit, not on another page', async () => {
    const again = await publishFor(stage, {
      priority: 1,
      conditions: { match: 'ALL', conditions: [{ kind: 'RETURNING', returning: true }], groups: [] },
    });
    expect([await meets(stage, visitor, one), await meets(stage, visitor, two)]).toEqual([null, null]);
    await db.moveClock(29 * minutes);
    expect(await meets(stage, visitor, two)).toBeNull();
    await db.moveClock(31 * minutes);
    expect([await meets(stage, visitor, one), await meets(stage, visitor, two)]).toEqual([again, again]);
  });

  test('those whom an agent could serve at this moment', async () => {
    const live = await publishFor(stage, {
      conditions: {
        match: 'ALL',
        conditions: [{ kind: 'AGENT_AVAILABLE', routing: roundRobin, available: true }],
        groups: [],
      },
    });
    expect(await meets(stage, visitor, one)).toBeNull();
    await stage.agent();
    expect(await meets(stage, visitor, one)).toBe(live);
  });

  test('those who stand in a list, from the moment they do, and those whose address is known', async () => {
    const staff = await stage.agent({ permissions: ['DIALOGS_MANAGE'], reachable: false });
    const listId = valueOf(await personListCreate(stage.ports, staff, { name: 'Guests', description: null }));
    const guests = await publishFor(stage, {
      priority: 1,
      conditions: { match: 'ALL', conditions: [{ kind: 'LIST_MEMBER', listId, member: true }], groups: [] },
    });
    const strangers = await publishFor(stage, {
      conditions: { match: 'ALL', conditions: [{ kind: 'KNOWN', known: false }], groups: [] },
    });
    expect(await meets(stage, visitor, one)).toBe(strangers);
    const { visitorId } = visitor;
    const members = [{ visitorId, email: null }];
    valueOf(await personListMembersAdd(stage.ports, staff, { personListId: listId, members }));
    expect(await meets(stage, visitor, one)).toBe(guests);
    visitor = await stage.visitor({ email: 'vera@example.com' });
    expect(await meets(stage, visitor, one)).toBeNull();
  });

  test('what the visit tells is kept with the conversation, and judges where it came from', async () => {
    await publishFor(stage);
    const told = { referrer: 'https://www.google.com/', language: 'SV-fi', timeZone: 'Europe/Helsinki' };
    const { conversationId } = valueOf(await comes(stage, visitor, one, told));
    const play = await stage.work((tx) => tx.play.find(conversationId as ConversationId));
    expect(play).toMatchObject<Partial<PlayRecord>>({
      language: 'sv-FI',
      timeZone: 'Europe/Helsinki',
      referrer: 'https://www.google.com/',
      source: 'SEARCH',
      returning: false,
      knownAtStart: false,
      again: false,
    });
  });

  test.each([
    [{ language: 'not a language' }, 'language'],
    [{ timeZone: 'Mars/Olympus' }, 'timeZone'],
    [{ timeZone: '+02:00' }, 'timeZone'],
    [{ secondsOnPage: -1 }, 'secondsOnPage'],
    [{ secondsOnSite: 86_401 }, 'secondsOnSite'],
    [{ scrollPercent: 101 }, 'scrollPercent'],
    [{ viewId: 'a b' }, 'viewId'],
    [{ viewId: 'a'.repeat(65) }, 'viewId'],
  ])('a visit with %j is refused with the field', async (told, field) => {
    const refused = await comes(stage, visitor, one, { ...untold, ...told });
    expect(codeOf(refused)).toBe('INVALID');
    expect(refused).toMatchObject({ refusals: [{ field: ['visit', field] }] });
  });

  test('a referrer that is no page counts as none', async () => {
    await publishFor(stage, {
      conditions: { match: 'ALL', conditions: [{ kind: 'REFERRER', patterns: [] }], groups: [] },
    });
    for (const referrer of ['', 'javascript:alert(1)', 'android-app://com.example', 'nonsense']) {
      expect([referrer, await meets(stage, visitor, one, { referrer })]).not.toEqual([referrer, null]);
    }
    visitor = await stage.visitor();
    expect(await meets(stage, visitor, one, { referrer: 'https://partner.example/' })).toBeNull();
  });
});
