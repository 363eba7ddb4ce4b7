/** Whoever of the staff gets a mail reads it in the language that they have chosen. */
import { agentDeactivate } from '../../src/actions/agent-deactivate';
import { messageLeave } from '../../src/actions/message-leave';
import { notificationPreferencesSet } from '../../src/actions/notification-preferences-set';
import { tellUsage } from '../../src/actions/usage-mail';
import type { AgentActor } from '../../src/auth/actor';
import { type SystemLanguage, systemLanguages } from '../../src/routing/system-languages';
import { atTheCard, at, bookable, books, toAMeeting } from '../support/bookable';
import { db, stage } from '../support/empty-stage';
import { admin } from '../support/staff';
import { valueOf } from '../support/stage';
import { asksAsSomebody, opensLine } from '../support/stage-queue';

let readers: ReadonlyMap<SystemLanguage, AgentActor>;
beforeEach(async () => {
  const made: [SystemLanguage, AgentActor][] = [];
  for (const language of systemLanguages) {
    const reader = await stage.agent({ name: language, available: false, permissions: ['AGENTS_MANAGE'] });
    valueOf(await notificationPreferencesSet(stage.ports, reader, { wanted: {}, language }));
    made.push([language, reader]);
  }
  readers = new Map(made);
});

interface Mail {
  readonly subject: string;
  readonly text: string;
}
/** The one mail of each. */
async function told(): Promise<Readonly<Record<SystemLanguage, Mail>>> {
  const rows = await db.rows<Mail & { receiver: string }>(
    'SELECT receiver, subject, text FROM mail WHERE workspace_id = $1',
    [stage.workspaceId],
  );
  const mailOf = (actor: AgentActor | undefined): Mail => {
    const own = rows.filter(({ receiver }) => receiver.startsWith(actor?.agentId ?? '-'));
    expect(own).toHaveLength(1);
    return { subject: own[0]?.subject ?? '', text: own[0]?.text ?? '' };
  };
  return Object.fromEntries([...readers].map(([language, actor]) => [language, mailOf(actor)])) as Record<
    SystemLanguage,
    Mail
  >;
}
const subjects = async () => {
  const mails = await told();
  return Object.fromEntries(systemLanguages.map((language) => [language, mails[language].subject]));
};

test('a missed chat: who, why, where and what was said', async () => {
  await stage.dialog();
  await stage.asks(await stage.visitor());
  const mails = await told();
  expect(mails.en.subject).toBe('Missed chat: A visitor');
  expect(mails.sv).toEqual({
    subject: 'Missad chatt: En besökare',
    text: expect.stringMatching(
      /^En besökare bad om en livechatt och ingen tog den\.\nOrsak: ingen agent var ledig\.\nSida: okänd\n\nbot: .*\nbesökare: Yes\nbot: /,
    ),
  });
  expect(mails.it.text).toContain('visitatore: Yes');
  expect(mails['zh-Hans'].text).toContain('原因：没有空闲的客服。');
  expect(mails['zh-Hant'].subject).toBe('錯過的聊天：一位訪客');
  expect(mails.nl.text).toContain('Pagina: onbekend');
});

test('a known visitor is called by name in every language', async () => {
  await stage.dialog();
  await stage.asks(await stage.visitor({ firstName: 'Vera', email: 'vera@example.com' }));
  const mails = await told();
  expect(mails.nl.subject).toBe('Gemiste chat: Vera <vera@example.com>');
  expect(mails.it.text).toContain('Vera <vera@example.com> ha chiesto');
});

test('a booking that failed', async () => {
  await stage.dialog({ cards: toAMeeting() });
  await atTheCard(stage, await stage.visitor());
  const mails = await told();
  expect(mails.sv.subject).toBe('Misslyckad bokning: En besökare');
  expect(mails.nl.text).toContain('Reden: niemand die de kaart noemt kan worden geboekt.');
  expect(mails.en.text).toContain('Give somebody of them bookable hours.');
});

test('a limit that is near, and one that is reached', async () => {
  await stage.work(
    async (tx) => (await tx.workspace.find(), tellUsage(tx, { what: 'LIVE_CHATS', used: 9, limit: 10 })),
  );
  expect(await subjects()).toEqual({
    en: '9 of 10 live chats are used',
    'zh-Hans': '10 次在线聊天已使用 9 次',
    'zh-Hant': '10 次即時聊天已使用 9 次',
    sv: '9 av 10 livechattar är förbrukade',
    nl: '9 van 10 livechats zijn gebruikt',
    it: 'Usate 9 live chat su 10',
  });
});

test('a message that was left', async () => {
  await opensLine(stage);
  const { id, visitor } = await asksAsSomebody(stage);
  const message = { text: 'Call me', email: 'vera@example.com', name: 'Vera', clientMessageId: null };
  valueOf(await messageLeave(stage.ports, visitor, { conversationId: id, ...message }));
  const mails = await told();
  expect(mails.it.subject).toMatch(/^Messaggio da Vera .*<vera@example.com>$/);
  expect(mails.sv.text).toContain('besökare: Call me');
});

test('meetings that a deactivated agent leaves', async () => {
  await stage.dialog({ cards: toAMeeting() });
  const ann = await bookable(stage, 'Ann');
  const visitor = await stage.visitor();
  const conversationId = await atTheCard(stage, visitor);
  valueOf(await books(stage, visitor, { conversationId, startsAt: await at(stage, '10:00') }));
  await db.rows('DELETE FROM mail WHERE workspace_id = $1', [stage.workspaceId]);
  valueOf(await agentDeactivate(stage.ports, admin(stage), { agentId: ann.agentId }));
  const mails = await told();
  expect(mails.sv.subject).toBe('Ann är inaktiverad och lämnar 1 möte efter sig');
  expect(mails['zh-Hant'].text).toContain('@example.com');
});
