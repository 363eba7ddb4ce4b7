import { mailRetry } from '../../src/actions/mail-retry';
import { mailSend } from '../../src/actions/mail-send';
import type { MailId, Mailer } from '../../src/actions/mail-ports';
import type { Ports } from '../../src/actions/ports';
import { createJobs } from '../../src/jobs/runner';
import { createSmtpMailer, type SmtpMailer } from '../../src/server/mail/smtp-mailer';
import { createDueQueue } from '../../src/stores/due-queue.store';
import { newId } from '../../src/stores/ids';
import { at, atTheCard, bookable, books, toAMeeting } from '../support/bookable';
import { describeWith } from '../support/debian';
import { db, stage } from '../support/empty-stage';
import { aiosmtpdFile, MailServer } from '../support/mail-server';
import { admin, faultsOf, profile } from '../support/staff';
import { createStage, valueOf } from '../support/stage';

interface Row {
  readonly mail_id: MailId;
  readonly attempts: number;
  readonly sent_at: Date | null;
  readonly failed_at: Date | null;
  readonly fault: string | null;
}
const rows = () => db.rows<Row>('SELECT * FROM mail WHERE workspace_id = $1 ORDER BY created_at', [stage.workspaceId]);
const due = () =>
  db.rows<{ subject_id: string }>(`SELECT subject_id FROM due_work WHERE workspace_id = $1 AND kind = 'MAIL_SEND'`, [
    stage.workspaceId,
  ]);

async function store(to: string, subject = 'Hello', text = 'How are you?'): Promise<MailId> {
  await stage.work(async (tx) => {
    await tx.workspace.find();
    tx.storeMail({ to, subject, text, cause: `test:${newId()}` });
  });
  const mail = (await rows()).at(-1);
  if (mail === undefined) throw new Error('No mail was stored.');
  return mail.mail_id;
}
const with_ = (mailer: Mailer | null): Ports => ({ ...stage.ports, mailer });
const sendWith = (mailer: Mailer | null, mailId: MailId) =>
  mailSend(with_(mailer), { workspaceId: stage.workspaceId, mailId });

describe('without a mail server', () => {
  test('a mail stays where it is stored, and nothing goes on trying', async () => {
    const id = await store('ann@example.com');
    expect(await due()).toEqual([{ subject_id: id }]);
    await sendWith(null, id);
    expect(await rows()).toEqual([expect.objectContaining({ sent_at: null, failed_at: null, attempts: 0 })]);
    expect(await due()).toEqual([]);
    expect(faultsOf(await mailRetry(with_(null), admin(stage), { mailId: id }))).toEqual(['CONFLICT mailId']);
  });

  test('with one set at the next start it is sent, unless it is older than a mail is tried for', async () => {
    const old = await store('old@example.com');
    await sendWith(null, old);
    await db.moveClock(2 * 24 * 60 * 60_000 + 1);
    const id = await store('ann@example.com');
    await sendWith(null, id);
    expect(await due()).toEqual([]);
    const jobs = (mailer: Mailer | null) =>
      createJobs({
        due: createDueQueue(db.database),
        ports: with_(mailer),
        log: { error: () => undefined },
      });
    const without = jobs(null);
    await without.start();
    await without.stop();
    expect(await due()).toEqual([]);
    const withOne = jobs({ send: () => Promise.resolve({ kind: 'SENT' }) });
    await withOne.start();
    await withOne.stop();
    expect(await due()).toEqual([{ subject_id: id }]);
  });

  test('the same cause told twice is one mail and one timer', async () => {
    for (let time = 0; time < 2; time += 1) {
      await stage.work(async (tx) => {
        await tx.workspace.find();
        tx.storeMail({ to: 'ann@example.com', subject: 'Hello', text: 'Once.', cause: 'the same' });
      });
    }
    expect(await rows()).toHaveLength(1);
    expect(await due()).toHaveLength(1);
  });
});

describe('two hands at once', () => {
  test('send a mail once', async () => {
    const id = await store('ann@example.com');
    let sent = 0;
    const slow: Mailer = {
      send: async () => {
        sent += 1;
        await new Promise((resolve) => setImmediate(resolve));
        return { kind: 'SENT' };
      },
    };
    await Promise.all([sendWith(slow, id), sendWith(slow, id), sendWith(slow, id)]);
    await sendWith(slow, id);
    expect(sent).toBe(1);
    expect(await due()).toEqual([]);
  });

  test('a mail whose sender died is sent by somebody else, later', async () => {
    const id = await store('ann@example.com');
    const dies: Mailer = { send: () => Promise.reject(new Error('killed')) };
    await expect(sendWith(dies, id)).rejects.toThrow('killed');
    const counted: string[] = [];
    const counts: Mailer = { send: async (mail) => (counted.push(mail.id), { kind: 'SENT' }) };
    await sendWith(counts, id);
    expect(counted).toEqual([]);
    expect(await due()).toHaveLength(1);
    await db.moveClock(46_000);
    await sendWith(counts, id);
    expect(counted).toEqual([id]);
  });
});

describeWith('python3-aiosmtpd', aiosmtpdFile, 'with a mail server', () => {
  let server: MailServer;
  let mailer: SmtpMailer;
  beforeAll(async () => {
    server = await MailServer.start();
  });
  beforeEach(async () => {
    await server.clear();
    mailer = createSmtpMailer({ url: server.url, from: 'Parley <parley@example.com>' });
  });
  afterEach(() => mailer.close());
  afterAll(() => server.remove());
  const send = (id: MailId) => sendWith(mailer, id);

  test('a mail arrives as it was stored', async () => {
    const id = await store('ann@example.com', 'Grüße, 你好', 'First line\nSecond line: “quoted”');
    await send(id);
    const [mail] = await server.received();
    expect(mail?.headers.get('to')).toBe('ann@example.com');
    expect(mail?.headers.get('from')).toBe('Parley <parley@example.com>');
    expect(mail?.headers.get('message-id')).toBe(`<${id}@example.com>`);
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(decoded(mail?.headers.get('subject') ?? '')).toBe('Grüße, 你好');
    expect(await rows()).toEqual([expect.objectContaining({ sent_at: expect.any(Date), fault: null, attempts: 1 })]);
    expect(await due()).toEqual([]);
    expect(faultsOf(await mailRetry(with_(mailer), admin(stage), { mailId: id }))).toEqual(['CONFLICT mailId']);
  });

  test('what a visitor typed begins no header and no further receiver', async () => {
    const line = 'Vera\r\nBcc: everybody@example.com\r\nX-Evil: yes\r\n\r\nBody of my own';
    await send(await store('ann@example.com', line, line));
    const receivers = ['ann@example.com\r\nBcc: everybody@example.com', 'ann@example.com, everybody@example.com'];
    for (const to of [...receivers, 'a@example.com>\r\nRCPT TO:<everybody@example.com', ''])
      await send(await store(to));
    const [mail, ...others] = await server.received();
    expect(others).toEqual([]);
    expect(mail?.headers.get('x-rcptto')).toBe('ann@example.com');
    expect([mail?.headers.has('bcc'), mail?.headers.has('x-evil')]).toEqual([false, false]);
    const told = 'Vera Bcc: everybody@example.com X-Evil: yes Body of my own';
    expect(decoded(mail?.headers.get('subject') ?? '')).toBe(told);
    const refused = (await rows()).filter(({ failed_at: failedAt }) => failedAt !== null);
    expect(refused.map(({ fault }) => fault)).toEqual(Array(4).fill('The receiver is no e-mail address.'));
  });

  test('a receiver whom the server refuses for good is given up at once, and may be tried again by hand', async () => {
    const id = await store('never@example.com');
    await send(id);
    expect(await rows()).toEqual([
      expect.objectContaining({ sent_at: null, failed_at: expect.any(Date), fault: expect.stringContaining('550') }),
    ]);
    expect(await due()).toEqual([]);
    await send(id);
    expect((await rows())[0]?.attempts).toBe(1);
    const elsewhere = await createStage(db);
    expect(faultsOf(await mailRetry(elsewhere.ports, admin(elsewhere), { mailId: id }))).toEqual(['NOT_FOUND mailId']);
    expect(faultsOf(await mailRetry(with_(mailer), profile(stage, 'LIVE_AGENT'), { mailId: id }))).toEqual([
      'FORBIDDEN',
    ]);
    valueOf(await mailRetry(with_(mailer), admin(stage), { mailId: id }));
    expect(await due()).toHaveLength(1);
    await send(id);
    expect(await rows()).toEqual([expect.objectContaining({ attempts: 1, failed_at: expect.any(Date) })]);
  });

  test('one who is refused for now is tried again, until two days have passed', async () => {
    const id = await store('later@example.com');
    await send(id);
    expect(await rows()).toEqual([
      expect.objectContaining({ sent_at: null, failed_at: null, fault: expect.stringContaining('451') }),
    ]);
    expect(await due()).toHaveLength(1);
    await db.moveClock(49 * 60 * 60 * 1_000);
    await send(id);
    expect(await rows()).toEqual([expect.objectContaining({ failed_at: expect.any(Date), attempts: 2 })]);
    expect(await due()).toEqual([]);
  });

  test('a server that is down loses nothing', async () => {
    const id = await store('ann@example.com');
    await server.stop();
    await send(id);
    expect(await rows()).toEqual([expect.objectContaining({ sent_at: null, failed_at: null })]);
    expect(await due()).toHaveLength(1);
    await server.restart();
    await send(id);
    expect(await server.received()).toHaveLength(1);
  });

  test('a booking arrives as an invitation that calendars take', async () => {
    await bookable(stage, 'Ann');
    await stage.dialog({ cards: toAMeeting() });
    const vera = await stage.visitor();
    const conversationId = await atTheCard(stage, vera);
    const startsAt = await at(stage, '10:00');
    const booked = valueOf(
      await books(stage, vera, { conversationId, startsAt, name: 'Vera\r\nBEGIN:VALARM', email: 'vera@example.com' }),
    );
    for (const { mail_id: id } of await rows()) await send(id);
    const mails = await server.received();
    expect(mails).toHaveLength(2);
    for (const { raw } of mails) {
      expect(raw).toMatch(/text\/calendar; charset=utf-8; method=REQUEST/i);
      const part =
        /method=REQUEST[\s\S]*?Content-Transfer-Encoding: base64\r?\n\r?\n([\s\S]*?)\r?\n--/i.exec(raw)?.[1] ?? '';
      const plain = Buffer.from(part, 'base64').toString('utf8');
      const calendar = (plain.includes('BEGIN:VCALENDAR') ? plain : raw.replace(/=\r?\n/g, '')).replace(/\r\n /g, '');
      expect(calendar).toContain('METHOD:REQUEST');
      expect(calendar).toContain(`UID:${booked.meetingId}@parley`);
      expect(calendar).not.toMatch(/^BEGIN:VALARM/m);
    }
  });
});

function decoded(header: string): string {
  return header
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?B\?([^?]*)\?=/gi, (_, text: string) => Buffer.from(text, 'base64').toString('utf8'))
    .replace(/=\?UTF-8\?Q\?([^?]*)\?=/gi, (_, text: string) =>
      decodeURIComponent(text.replaceAll('_', ' ').replaceAll('%', '%25').replaceAll('=', '%')),
    );
}
