import { conversationEnd } from '../../src/actions/conversation-end';
import { conversationStart } from '../../src/actions/conversation-start';
import { personUpsert } from '../../src/actions/person-upsert';
import { securitySettingsUpdate, type SecuritySettingsUpdateInput } from '../../src/actions/security-settings-update';
import { visitorConsentSet } from '../../src/actions/visitor-consent-set';
import { erasedText, visitorForget } from '../../src/actions/visitor-forget';
import { visitorIdentify } from '../../src/actions/visitor-identify';
import { widgetSettingsUpdate, type WidgetSettingsUpdateInput } from '../../src/actions/widget-settings-update';
import type { Actor, VisitorActor } from '../../src/auth/actor';
import type { ConsentPurpose } from '../../src/actions/people.records';
import { createReads } from '../../src/stores/reads/reads';
import { newId } from '../../src/stores/ids';
import { db, stage } from '../support/empty-stage';
import { admin, faultsOf, profile } from '../support/staff';
import { createStage, says, valueOf } from '../support/stage';

const knows = (visitor: VisitorActor, said: Readonly<Record<string, string>>) =>
  stage.work((tx) =>
    visitorIdentify(stage.ports, tx, {
      visitorId: visitor.visitorId,
      conversation: null,
      attributes: Object.entries(said).map(([name, value]) => ({ name, value, source: 'VISITOR' })),
    }),
  );
const forget = (whom: Partial<Parameters<typeof visitorForget>[2]>, actor: Actor = admin(stage)) =>
  visitorForget(stage.ports, actor, { visitorId: null, personId: null, ...whom });

describe('consent', () => {
  const consent = (visitor: Actor, purpose: ConsentPurpose, granted: boolean) =>
    visitorConsentSet(stage.ports, visitor, { purpose, granted });
  const consentsOf = async ({ visitorId }: VisitorActor) =>
    (await createReads(db.database, stage.workspaceId).consentsOf([visitorId]))[0] ?? [];

  test('what a visitor allows and takes back is kept with the last time of each', async () => {
    const visitor = await stage.visitor();
    valueOf(await consent(visitor, 'MARKETING', true));
    const [granted] = await consentsOf(visitor);
    expect(granted).toMatchObject({ purpose: 'MARKETING', granted: true, withdrawnAt: null });
    await db.moveClock(60_000);
    valueOf(await consent(visitor, 'MARKETING', true));
    expect(await consentsOf(visitor)).toEqual([granted]);
    valueOf(await consent(visitor, 'MARKETING', false));
    valueOf(await consent(visitor, 'CHAT_HISTORY', false));
    const [history, marketing] = await consentsOf(visitor);
    expect(history).toMatchObject({ purpose: 'CHAT_HISTORY', granted: false, grantedAt: null });
    expect(marketing).toMatchObject({ granted: false, grantedAt: granted?.grantedAt });
    expect(marketing?.withdrawnAt?.getTime()).toBeGreaterThan(granted?.grantedAt?.getTime() ?? 0);
  });

  test('nobody consents for a visitor', async () => {
    expect(faultsOf(await consent(admin(stage), 'MARKETING', true))).toEqual(['FORBIDDEN']);
  });
});

describe('forgetting', () => {
  /** Known, on a list, with a chat that was served and is over. */
  async function known(): Promise<{ visitor: VisitorActor; email: string }> {
    await stage.agent({ name: 'Ann' });
    await stage.dialog();
    const visitor = await stage.visitor({ country: 'SE' });
    const email = 'vera@example.com';
    await knows(visitor, { email, firstName: 'Vera' });
    const { id, agent } = await stage.isServed(visitor);
    valueOf(await says(stage, visitor, { conversationId: id, text: 'My number is 12345', clientMessageId: 'v1' }));
    valueOf(await says(stage, agent, { conversationId: id, text: 'Thank you, Vera', clientMessageId: 'a1' }));
    valueOf(await conversationEnd(stage.ports, agent, { conversationId: id }));
    valueOf(await visitorConsentSet(stage.ports, visitor, { purpose: 'MARKETING', granted: true }));
    return { visitor, email };
  }
  /** Every text of every row of the workspace, wherever it stands. */
  async function everything(): Promise<string> {
    const tables = await db.rows<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.columns
      WHERE table_schema = 'public' AND column_name = 'workspace_id' AND table_name <> 'session'`,
    );
    const rows = await Promise.all(
      tables.map(({ name }) => db.rows(`SELECT t::text FROM ${name} t WHERE workspace_id = $1`, [stage.workspaceId])),
    );
    return JSON.stringify(rows);
  }
  const counts = () =>
    db.rows(
      `SELECT (SELECT count(*) FROM conversation WHERE workspace_id = $1) AS conversations,
        (SELECT count(*) FROM message WHERE workspace_id = $1) AS messages,
        (SELECT count(*) FROM event WHERE workspace_id = $1) AS events,
        (SELECT count(*) FROM visitor WHERE workspace_id = $1) AS visitors`,
      [stage.workspaceId],
    );

  test('nothing of who it was is left anywhere, and every count stays', async () => {
    const { visitor } = await known();
    const before = await counts();
    expect(await everything()).toMatch(/,SE,/);
    expect(valueOf(await forget({ visitorId: visitor.visitorId }))).toEqual({ visitors: 1, conversations: 1 });
    expect(await everything()).not.toMatch(/vera|12345|,SE,/i);
    expect(await counts()).toEqual(before);
    const texts = await db.rows<{ text: string; author: string }>(
      `SELECT DISTINCT text, author FROM message WHERE workspace_id = $1 AND author <> 'SYSTEM' ORDER BY 2`,
      [stage.workspaceId],
    );
    expect(texts.map(({ text }) => text)).toEqual(texts.map(() => erasedText));
    expect(texts.map(({ author }) => author)).toEqual(['AGENT', 'BOT', 'VISITOR']);
    // Again changes nothing; the address is nobody's now, so whoever gives it is somebody new.
    valueOf(await forget({ visitorId: visitor.visitorId }));
    const actor = admin(stage);
    const next = valueOf(
      await personUpsert(stage.ports, actor, { email: 'vera@example.com', attributes: [], visitorId: null }),
    );
    expect((await stage.work((tx) => tx.people.find(next)))?.erasedAt).toBeNull();
  });

  test('the browsers’ tokens end with it', async () => {
    const { visitor } = await known();
    const sessions = () =>
      db.rows('SELECT revoked_at FROM session WHERE subject_id = $1 AND revoked_at IS NULL', [visitor.visitorId]);
    expect(await sessions()).toHaveLength(1);
    valueOf(await forget({ visitorId: visitor.visitorId }));
    expect(await sessions()).toEqual([]);
  });

  test('a person is forgotten with every browser and every other name; whoever used one of them before is not', async () => {
    const [shared, own] = [await stage.visitor(), await stage.visitor()];
    await knows(shared, { email: 'bob@example.com', firstName: 'Bob' });
    await knows(shared, { email: 'vera@example.com', firstName: 'Vera' });
    const vera = await knows(own, { email: 'vera@work.example', lastName: 'Ek' });
    const facts = await stage.work((tx) => tx.people.findFacts(shared.visitorId));
    await stage.work(async (tx) => {
      if (vera !== null && facts.personId !== null) tx.people.merge(facts.personId, vera);
    });
    if (vera === null) throw new Error('Nobody.');
    expect(valueOf(await forget({ personId: vera }))).toMatchObject({ visitors: 2 });
    const left = await everything();
    expect(left).toMatch(/bob@example\.com/);
    expect(left).not.toMatch(/vera|,Ek,/i);
  });

  test('a running chat is ended first; an open conversation with the bot is ended by it', async () => {
    await stage.agent({ name: 'Ann' });
    await stage.dialog();
    const [chatting, reading] = [await stage.visitor(), await stage.visitor()];
    await stage.isServed(chatting);
    expect(faultsOf(await forget({ visitorId: chatting.visitorId }))).toEqual(['CONFLICT visitorId']);
    const id = valueOf(await conversationStart(stage.ports, reading, { dialogId: null, pageUrl: null }));
    valueOf(await forget({ visitorId: reading.visitorId }));
    const [row] = await db.rows('SELECT status FROM conversation WHERE visitor_id = $1', [reading.visitorId]);
    expect(id).not.toBeNull();
    expect(row).toEqual({ status: 'DROPPED' });
  });

  test('it is for those who manage privacy, says whom, and knows only its own', async () => {
    const visitor = await stage.visitor();
    const whom = { visitorId: visitor.visitorId };
    for (const actor of [visitor, profile(stage, 'LIVE_AGENT'), profile(stage, 'SALES_ADMIN')]) {
      expect(faultsOf(await forget(whom, actor))).toEqual(['FORBIDDEN']);
    }
    expect(faultsOf(await forget({}))).toEqual(['INVALID visitorId']);
    expect(faultsOf(await forget({ ...whom, personId: newId<'Person'>() }))).toEqual(['INVALID visitorId']);
    expect(faultsOf(await forget({ personId: newId<'Person'>() }))).toEqual(['NOT_FOUND personId']);
    const elsewhere = await createStage(db);
    expect(faultsOf(await visitorForget(elsewhere.ports, admin(elsewhere), { ...whom, personId: null }))).toEqual([
      'NOT_FOUND visitorId',
    ]);
  });
});

describe('blocked domains', () => {
  const secure = (input: SecuritySettingsUpdateInput, actor: Actor = admin(stage)) =>
    securitySettingsUpdate(stage.ports, actor, input);

  test('whoever has an address there is kindly told that nobody is free, and nobody is asked or mailed', async () => {
    valueOf(await secure({ blockedEmailDomains: ['Rival.example'] }));
    await stage.agent({ name: 'Ann', permissions: ['LIVE_CHAT_TAKE', 'AGENTS_MANAGE'] });
    await stage.dialog();
    const [rival, friend] = [await stage.visitor(), await stage.visitor()];
    await knows(rival, { email: 'spy@mail.rival.example' });
    await knows(friend, { email: 'vera@arrival.example' });
    const kept = await stage.asks(rival);
    expect(await stage.chat(kept)).toMatchObject({ state: 'MISSED', attempts: 0 });
    expect(await stage.offers(kept)).toEqual([]);
    const { settings } = await stage.work((tx) => tx.workspace.find());
    expect((await stage.messages(kept)).at(-1)).toMatchObject({ author: 'BOT', text: settings.fallbackMessage });
    const decisions = await db.rows(
      'SELECT outcome, fallback_reason AS reason FROM routing_decision WHERE conversation_id = $1',
      [kept],
    );
    expect(decisions).toEqual([{ outcome: 'FALLBACK', reason: 'BLOCKED_DOMAIN' }]);
    expect(await db.rows('SELECT 1 FROM mail WHERE workspace_id = $1', [stage.workspaceId])).toEqual([]);
    expect(await stage.work((tx) => tx.usage.find())).toMatchObject({ liveChatEngagements: 0 });
    await stage.ringing(await stage.asks(friend));
  });

  test('switched off they keep nobody out', async () => {
    valueOf(await secure({ blockedEmailDomains: ['rival.example'], blocksEmailDomains: false }));
    await stage.agent();
    await stage.dialog();
    const visitor = await stage.visitor({ email: 'spy@rival.example' });
    await stage.ringing(await stage.asks(visitor));
  });

  test('what is no domain, no origin or too many is told by its place, and what is absent stays', async () => {
    valueOf(
      await secure({ allowedOrigins: ['https://Shop.example:443/', 'https://shop.example', 'http://localhost:3000'] }),
    );
    const found = await stage.work((tx) => tx.workspace.find());
    expect(found.allowedOrigins).toEqual(['https://shop.example', 'http://localhost:3000']);
    const wrong = {
      allowedOrigins: ['shop.example', 'https://shop.example/path', 'javascript:alert(1)', 'https://*.example', 'null'],
      blockedEmailDomains: ['rival', 'a@rival.example', ''],
    };
    expect(faultsOf(await secure(wrong))).toEqual([
      ...wrong.allowedOrigins.map((_, index) => `INVALID allowedOrigins.${index}`),
      ...wrong.blockedEmailDomains.map((_, index) => `INVALID blockedEmailDomains.${index}`),
    ]);
    const many = (count: number) => Array.from({ length: count }, (_, index) => `rival${index}.example`);
    expect(faultsOf(await secure({ blockedEmailDomains: many(51) }))).toEqual(['INVALID blockedEmailDomains']);
    valueOf(await secure({ blockedEmailDomains: many(50) }));
    expect(await stage.work((tx) => tx.workspace.find())).toMatchObject({
      allowedOrigins: found.allowedOrigins,
      blockedEmailDomains: many(50),
      blocksEmailDomains: true,
    });
    expect(faultsOf(await secure({}, profile(stage, 'SALES_ADMIN')))).toEqual(['FORBIDDEN']);
  });
});

describe('the widget’s looks', () => {
  const look = (input: WidgetSettingsUpdateInput, actor: Actor = admin(stage)) =>
    widgetSettingsUpdate(stage.ports, actor, input);
  const widget = async () => (await stage.work((tx) => tx.workspace.find())).widget;

  test('are as they are set, and what is absent stays', async () => {
    const before = await widget();
    valueOf(
      await look({ label: ' Ask us ', accent: '#0B6BCB', side: 'LEFT', privacyUrl: 'https://shop.example/privacy' }),
    );
    const after = {
      ...{ label: 'Ask us', accent: '#0b6bcb', side: 'LEFT', privacyUrl: 'https://shop.example/privacy' },
      asksConsent: false,
    };
    expect(await widget()).toEqual(after);
    valueOf(await look({ privacyUrl: null }));
    valueOf(await look({}));
    expect(await widget()).toEqual({ ...after, privacyUrl: null });
    expect(before).not.toEqual(after);
  });

  test('are words that fit, a colour and an address of the web', async () => {
    const wrong = { label: 'x'.repeat(61), accent: 'red;}', privacyUrl: 'javascript:alert(1)' };
    expect(faultsOf(await look(wrong))).toEqual(['INVALID label', 'INVALID accent', 'INVALID privacyUrl']);
    expect(faultsOf(await look({ label: ' ' }))).toEqual(['INVALID label']);
    expect(faultsOf(await look({ label: 'Mine' }, profile(stage, 'LIVE_AGENT')))).toEqual(['FORBIDDEN']);
  });
});
