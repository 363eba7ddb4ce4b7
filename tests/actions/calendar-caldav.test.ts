import { calendarConnect } from '../../src/actions/calendar-connect';
import { calendarDisconnect } from '../../src/actions/calendar-disconnect';
import { meetingCancel } from '../../src/actions/meeting-cancel';
import { meetingMove } from '../../src/actions/meeting-move';
import { meetingSync } from '../../src/actions/meeting-sync';
import type { AgentActor, VisitorActor } from '../../src/auth/actor';
import type { ConversationId } from '../../src/routing/terms';
import { at, atTheCard, bookable, books, dayAfterTomorrow, meetingOf, slotsOf, toAMeeting } from '../support/bookable';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { describeWith } from '../support/debian';
import { Radicale, radicaleProgram, user } from '../support/radicale';
import { admin, faultsOf, profile } from '../support/staff';
import { createStage, type Stage, valueOf } from '../support/stage';

describeWith('radicale', radicaleProgram, 'a calendar on a CalDAV server', () => {
  let radicale: Radicale;
  let db: TestDatabase;
  let stage: Stage;
  let ann: AgentActor;
  let vera: VisitorActor;
  let conversationId: ConversationId;
  beforeAll(async () => {
    db = await openTestDatabase();
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    radicale = await Radicale.start();
    await radicale.makeCalendar();
    stage = await createStage(db);
    ann = await bookable(stage, 'Ann');
    await stage.dialog({ cards: toAMeeting() });
    vera = await stage.visitor();
    conversationId = await atTheCard(stage, vera);
  });
  afterEach(() => radicale.remove());

  const connect = (changes: Partial<Parameters<typeof calendarConnect>[2]> = {}) =>
    calendarConnect(stage.ports, ann, { provider: 'CALDAV', url: radicale.url, ...user, ...changes });
  const sync = (attempt = 1) =>
    meetingSync(stage.ports, { workspaceId: stage.workspaceId, agentId: ann.agentId, attempt });
  const connection = () => stage.work((tx) => tx.calendars.findConnection(ann.agentId));
  const times = async () =>
    (await slotsOf(stage, vera, conversationId)).map(({ startsAt }) => startsAt.toISOString().slice(11, 16));
  const due = () =>
    db.rows<{ due_at: Date }>(`SELECT due_at FROM due_work WHERE workspace_id = $1 AND kind = 'MEETING_SYNC'`, [
      stage.workspaceId,
    ]);
  const mailsAbout = (subject: string) =>
    db.rows<{ receiver: string; text: string }>(
      'SELECT receiver, text FROM mail WHERE workspace_id = $1 AND subject LIKE $2 ORDER BY receiver',
      [stage.workspaceId, `${subject}%`],
    );
  const stamp = async (time: string): Promise<string> =>
    `${(await dayAfterTomorrow(stage)).toISOString().slice(0, 10).replaceAll('-', '')}T${time}00`;

  test('is found from the server’s address, and its password is kept sealed', async () => {
    valueOf(await connect());
    expect(await connection()).toMatchObject({
      url: radicale.calendarUrl,
      username: 'ann',
      state: 'CONNECTED',
      fault: null,
    });
    const [row] = await db.rows<{ secret: Buffer }>('SELECT secret FROM calendar_connection WHERE agent_id = $1', [
      ann.agentId,
    ]);
    expect(row?.secret.includes(user.password)).toBe(false);
    expect(row?.secret.toString('utf8')).not.toContain('password');
  });

  test('is not connected with a wrong password, at a wrong address, or where there is no calendar', async () => {
    expect(faultsOf(await connect({ password: 'wrong' }))).toEqual(['INVALID password']);
    expect(faultsOf(await connect({ url: 'http://127.0.0.1:9/' }))).toEqual(['INVALID url']);
    expect(faultsOf(await connect({ url: 'http://10.0.0.1/' }))).toEqual(['INVALID url']);
    expect(faultsOf(await connect({ url: 'javascript:alert(1)', username: 'a:b', password: '' }))).toEqual([
      'INVALID url',
      'INVALID username',
      'INVALID password',
    ]);
    expect(faultsOf(await connect({ url: 'https://ann:secret@cloud.example.com/' }))).toEqual(['INVALID url']);
    expect(await connection()).toBeNull();
  });

  test('is its owner’s alone to connect; whoever manages agents may cut it off', async () => {
    valueOf(await connect());
    const input = { provider: 'CALDAV', url: radicale.url, ...user } as const;
    for (const actor of [await stage.agent(), profile(stage, 'MARKETING_ADMIN'), vera]) {
      expect(faultsOf(await calendarConnect(stage.ports, actor, input))).toEqual(['FORBIDDEN']);
      expect(faultsOf(await calendarDisconnect(stage.ports, actor, { agentId: ann.agentId }))).toEqual(['FORBIDDEN']);
    }
    const elsewhere = await createStage(db);
    const stranger = await calendarDisconnect(elsewhere.ports, admin(elsewhere), { agentId: ann.agentId });
    expect(faultsOf(stranger)).toEqual(['NOT_FOUND agentId']);
    valueOf(await calendarDisconnect(stage.ports, admin(stage), { agentId: ann.agentId }));
    expect(await connection()).toBeNull();
    expect(await due()).toEqual([]);
  });

  test('keeps its busy times free: single ones, repeated ones, moved ones; not what leaves the agent free', async () => {
    const [day] = [(await dayAfterTomorrow(stage)).toISOString().slice(0, 10).replaceAll('-', '')];
    const event = (uid: string, ...lines: readonly string[]) =>
      radicale.put(uid, 'BEGIN:VEVENT', `UID:${uid}`, 'DTSTAMP:20260101T000000Z', ...lines, 'END:VEVENT');
    await event('once', `DTSTART:${day}T090000Z`, `DTEND:${day}T093000Z`);
    await event('daily', 'DTSTART:20200101T100000Z', 'DTEND:20200101T103000Z', 'RRULE:FREQ=DAILY');
    await event('free', `DTSTART:${day}T110000Z`, `DTEND:${day}T120000Z`, 'TRANSP:TRANSPARENT');
    await event('off', `DTSTART:${day}T120000Z`, `DTEND:${day}T130000Z`, 'STATUS:CANCELLED');
    await event('rome', `DTSTART;TZID=Europe/Rome:${day}T150000`, `DTEND;TZID=Europe/Rome:${day}T153000`);
    await radicale.put(
      'moved',
      ...[
        'BEGIN:VEVENT',
        'UID:moved',
        'DTSTAMP:20260101T000000Z',
        'DTSTART:20200101T153000Z',
        'DTEND:20200101T160000Z',
      ],
      ...['RRULE:FREQ=DAILY', 'END:VEVENT'],
      ...['BEGIN:VEVENT', 'UID:moved', 'DTSTAMP:20260101T000000Z', `RECURRENCE-ID:${day}T153000Z`],
      ...[`DTSTART:${day}T163000Z`, `DTEND:${day}T170000Z`, 'END:VEVENT'],
    );
    valueOf(await connect());
    const inRome = new Date(await at(stage, '12:00')).toLocaleString('en-GB', {
      timeZone: 'Europe/Rome',
      hour: '2-digit',
    });
    const romeAtThree = `${15 - (Number(inRome) - 12)}:00`;
    const free = await times();
    const all = Array.from(
      { length: 16 },
      (_, index) => `${String(9 + Math.floor(index / 2)).padStart(2, '0')}:${index % 2 ? '30' : '00'}`,
    );
    expect(all.filter((time) => !free.includes(time))).toEqual(['09:00', '10:00', romeAtThree, '16:30'].sort());
  });

  test('tells its owner where it repeats something too often to be read to its end, and goes on being read', async () => {
    valueOf(await connect());
    const faults = () =>
      db.rows<{ state: string; fault: string | null }>(
        'SELECT state, fault FROM calendar_connection WHERE workspace_id = $1',
        [stage.workspaceId],
      );
    await sync();
    expect(await faults()).toEqual([{ state: 'CONNECTED', fault: null }]);
    const lines = [
      'DTSTAMP:20260101T000000Z',
      `DTSTART:${await stamp('0000')}Z`,
      'DURATION:PT1S',
      'RRULE:FREQ=MINUTELY',
    ];
    await radicale.put('joke', 'BEGIN:VEVENT', 'UID:joke', ...lines, 'END:VEVENT');
    await sync();
    expect(await faults()).toEqual([{ state: 'CONNECTED', fault: expect.stringContaining('repeats so often') }]);
    // What was read of it counts.
    expect(await times()).toEqual([]);
    await radicale.put('joke', 'BEGIN:VEVENT', 'UID:joke', ...lines.slice(0, -1), 'END:VEVENT');
    await sync();
    expect(await faults()).toEqual([{ state: 'CONNECTED', fault: null }]);
    expect(await times()).toContain('09:00');
  });

  test('gets a booking, its move and its cancellation', async () => {
    valueOf(await connect());
    const booked = valueOf(
      await books(stage, vera, {
        conversationId,
        startsAt: await at(stage, '10:00'),
        name: 'Vera',
        email: 'vera@example.com',
      }),
    );
    await sync();
    const meeting = await meetingOf(stage, booked.meetingId);
    const entry = await radicale.read(meeting.calendarUid);
    expect(entry).toContain(`DTSTART:${await stamp('1000')}Z`);
    expect(entry).toContain('SEQUENCE:0');
    expect(entry?.replace(/\r\n /g, '')).toMatch(/ATTENDEE;.*:mailto:vera@example\.com/);
    expect(entry).not.toContain('METHOD');
    expect(meeting.writtenSequence).toBe(0);

    valueOf(
      await meetingMove(stage.ports, vera, {
        meetingId: meeting.id,
        startsAt: await at(stage, '14:30'),
        timeZone: null,
      }),
    );
    await sync();
    const moved = await radicale.read(meeting.calendarUid);
    expect(moved).toContain(`DTSTART:${await stamp('1430')}Z`);
    expect(moved).toContain('SEQUENCE:1');

    valueOf(await meetingCancel(stage.ports, vera, { meetingId: meeting.id }));
    await sync();
    expect(await radicale.read(meeting.calendarUid)).toBeNull();
    expect(await meetingOf(stage, meeting.id)).toMatchObject({ status: 'CANCELLED', sequence: 2, writtenSequence: 2 });
  });

  test('does not keep a meeting from being moved by what it knows of that very meeting', async () => {
    valueOf(await connect());
    const booked = valueOf(await books(stage, vera, { conversationId, startsAt: await at(stage, '10:00') }));
    await sync();
    valueOf(
      await meetingMove(stage.ports, vera, {
        meetingId: booked.meetingId ?? ('' as never),
        startsAt: await at(stage, '10:30'),
        timeZone: null,
      }),
    );
    const [busy] = await stage.work((tx) => tx.calendars.findBusy([ann.agentId]));
    expect(busy?.busy).toEqual([]);
  });

  test('that is down loses no booking: its last word counts, and it is written when it is back', async () => {
    const day = (await dayAfterTomorrow(stage)).toISOString().slice(0, 10).replaceAll('-', '');
    await radicale.put(
      'busy',
      'BEGIN:VEVENT',
      'UID:busy',
      'DTSTAMP:20260101T000000Z',
      `DTSTART:${day}T090000Z`,
      `DTEND:${day}T100000Z`,
      'END:VEVENT',
    );
    valueOf(await connect());
    await sync();
    await radicale.stop();
    await db.moveClock(120_000);
    expect(await times()).not.toContain('09:30');
    const startsAt = await at(stage, '10:00');
    const booked = valueOf(await books(stage, vera, { conversationId, startsAt }));
    await sync();
    expect(await connection()).toMatchObject({ state: 'CONNECTED', fault: expect.stringContaining('does not answer') });
    expect(await due()).toHaveLength(1);
    expect((await meetingOf(stage, booked.meetingId)).writtenSequence).toBeNull();
    await radicale.restart();
    await sync();
    expect(await connection()).toMatchObject({ fault: null });
    expect(await radicale.read((await meetingOf(stage, booked.meetingId)).calendarUid)).toContain('BEGIN:VEVENT');
    const [next] = await due();
    expect(next?.due_at.getTime()).toBeGreaterThan((await connection())?.syncedAt?.getTime() ?? Infinity);
  });

  test('that stays down is told of, once, to its agent and to those who manage agents', async () => {
    const manager = await stage.agent({ permissions: ['AGENTS_MANAGE'] });
    valueOf(await connect());
    await radicale.stop();
    valueOf(await books(stage, vera, { conversationId, startsAt: await at(stage, '10:00') }));
    await sync(3);
    expect(await mailsAbout('Failed booking')).toEqual([]);
    await sync(4);
    await sync(5);
    const told = await mailsAbout('Failed booking');
    expect(told.map(({ receiver }) => receiver)).toEqual(
      [ann, manager].map(({ agentId }) => `${agentId}@example.com`).sort(),
    );
    expect(told[0]?.text).toContain('could not be entered in the calendar of Ann');
  });

  test('whose password was changed asks for the new one; bookings go on and are written then', async () => {
    valueOf(await connect());
    await sync();
    await radicale.setPassword('another one');
    await radicale.restart();
    const booked = valueOf(await books(stage, vera, { conversationId, startsAt: await at(stage, '10:00') }));
    await sync();
    expect(await connection()).toMatchObject({ state: 'NEEDS_REAUTH', fault: expect.stringContaining('password') });
    expect(await due()).toEqual([]);
    expect(await mailsAbout('Your calendar needs')).toEqual([
      expect.objectContaining({ receiver: `${ann.agentId}@example.com` }),
    ]);
    await radicale.setPassword(user.password);
    await radicale.restart();
    valueOf(await connect());
    await sync();
    expect(await connection()).toMatchObject({ state: 'CONNECTED', fault: null });
    expect(await radicale.read((await meetingOf(stage, booked.meetingId)).calendarUid)).toContain('BEGIN:VEVENT');
  });
});
