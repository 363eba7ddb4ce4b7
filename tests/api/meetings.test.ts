/** The whole way of a booking, as the people on both ends meet it: over HTTP, by mail and in a calendar of their own. */
import { comes } from '../support/becomes';
import { describeWith } from '../support/debian';
import { aiosmtpdFile, MailServer } from '../support/mail-server';
import { Radicale, radicaleProgram, user } from '../support/radicale';
import { makeWorkspace, startServer, type TestServer } from '../support/server';

const dayMs = 86_400_000;

describeWith('radicale', radicaleProgram, 'a booking', () => {
  describeWith('python3-aiosmtpd', aiosmtpdFile, 'from the first page to the calendar', () => {
    let server: TestServer;
    let mails: MailServer;
    let radicale: Radicale;
    beforeAll(async () => {
      [mails, radicale] = await Promise.all([MailServer.start(), Radicale.start()]);
      await radicale.makeCalendar();
      const smtp = { url: mails.url, from: 'Parley <parley@example.com>' };
      const outward = {
        smtp,
        secretKey: Buffer.alloc(32, 7),
        calendarNetworks: [],
        routerNetworks: [],
        pushContact: 'mailto:parley@example.com',
      };
      server = await startServer({ config: { outward } });
    });
    afterAll(async () => {
      await server.close();
      await Promise.all([mails.remove(), radicale.remove()]);
    });

    test('is asked for, made, invited to, written down, moved and called off', async () => {
      const ask = async (token: string, query: string, variables: object = {}) => {
        const { data, errors } = await server.http(query, variables, token);
        expect(errors ?? []).toEqual([]);
        return data;
      };
      const workspace = await makeWorkspace(server);
      const [ada, ann] = [await workspace.person('ADMIN'), await workspace.person('CALENDAR_AGENT')];
      const [admin, agent] = [await ada.signIn(), await ann.signIn()];

      const allDay = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
      const hours = {
        timeZone: 'Europe/Stockholm',
        blocks: allDay.map((weekday) => ({ weekday, from: '09:00', to: '17:00' })),
      };
      const set =
        'mutation ($i: AgentMeetingSettingsUpdateInput!) { agentMeetingSettingsUpdate(input: $i) { userErrors { message } } }';
      const settings = await ask(agent, set, {
        i: { agentId: ann.globalId, hours, conferencing: 'https://meet.example/ann' },
      });
      expect(settings.agentMeetingSettingsUpdate.userErrors).toEqual([]);
      const connect =
        'mutation ($i: CalendarConnectInput!) { calendarConnect(input: $i) { agent { calendar { state url } } userErrors { message } } }';
      const { calendarConnect } = await ask(agent, connect, { i: { url: radicale.url, ...user } });
      expect(calendarConnect).toEqual({
        agent: { calendar: { state: 'CONNECTED', url: radicale.calendarUrl } },
        userErrors: [],
      });

      const create = 'mutation { dialogCreate(input: { name: "Meet us" }) { dialog { id } userErrors { message } } }';
      const { id: dialogId } = (await ask(admin, create)).dialogCreate.dialog;
      const cards = [
        {
          key: 'meet',
          meeting: {
            text: 'When shall we talk?',
            routing: { strategy: 'ROUND_ROBIN' },
            next: 'done',
            otherwise: 'pity',
          },
        },
        { key: 'done', message: { text: 'See you then.' } },
        { key: 'pity', message: { text: 'Maybe later.' } },
      ];
      const replace = `mutation ($i: DialogStreamReplaceInput!, $p: DialogPublishInput!) {
        dialogStreamReplace(input: $i) { userErrors { message } } dialogPublish(input: $p) { userErrors { message } } }`;
      const published = await ask(admin, replace, { i: { dialogId, cards }, p: { dialogId } });
      expect([published.dialogStreamReplace.userErrors, published.dialogPublish.userErrors]).toEqual([[], []]);

      const visitor = await workspace.visitor();
      const range = {
        from: new Date(Date.now() + 2 * dayMs).toISOString(),
        to: new Date(Date.now() + 5 * dayMs).toISOString(),
      };
      const start = `mutation ($from: DateTime!, $to: DateTime!) { conversationStart(input: { pageUrl: "https://shop.example/" }) {
        conversation { id prompt { text ... on MeetingPrompt { slots(from: $from, to: $to, timeZone: "Asia/Tokyo") { startsAt endsAt } } } } } }`;
      const { conversation } = (await ask(visitor, start, range)).conversationStart;
      expect(conversation.prompt.text).toBe('When shall we talk?');
      const [slot, , , , later] = conversation.prompt.slots;

      const book = `mutation ($i: MeetingBookInput!) { meetingBook(input: $i) { meeting { id agent { name } } conversation { status } userErrors { message } } }`;
      const i = {
        conversationId: conversation.id,
        ...slot,
        timeZone: 'Asia/Tokyo',
        email: 'vera@example.com',
        name: 'Vera',
      };
      const booked = (await ask(visitor, book, { i })).meetingBook;
      expect(booked).toMatchObject({ conversation: { status: 'COMPLETED' }, userErrors: [] });
      const { id: meetingId } = booked.meeting;
      const receivers = (await mails.arrives(2)).map(({ headers }) => headers.get('to')).sort();
      expect(receivers).toEqual([ann.email, 'vera@example.com'].sort());
      await mails.clear();

      const listed = '{ meetings(first: 1) { nodes { inCalendar status } } }';
      const isWritten = (): Promise<void> =>
        comes('the calendar to be written', async () => (await ask(agent, listed)).meetings.nodes[0].inCalendar);
      const uid = `${Buffer.from(meetingId, 'base64url').toString().split(':')[1]}@parley`;
      const stamp = (text: string): string => `${text.slice(0, 19).replace(/[-:]/g, '')}Z`;
      await isWritten();
      expect(await radicale.read(uid)).toContain(`DTSTART:${stamp(slot.startsAt)}`);

      const move =
        'mutation ($i: MeetingMoveInput!) { meetingMove(input: $i) { meeting { status } userErrors { message } } }';
      const moved = await ask(visitor, move, { i: { meetingId, startsAt: later.startsAt } });
      expect(moved.meetingMove).toEqual({ meeting: { status: 'RESCHEDULED' }, userErrors: [] });
      await mails.arrives(2);
      await mails.clear();
      await isWritten();
      expect(await radicale.read(uid)).toContain(`DTSTART:${stamp(later.startsAt)}`);

      const cancel =
        'mutation ($i: MeetingCancelInput!) { meetingCancel(input: $i) { meeting { status } userErrors { message } } }';
      const cancelled = await ask(visitor, cancel, { i: { meetingId } });
      expect(cancelled.meetingCancel).toEqual({ meeting: { status: 'CANCELLED' }, userErrors: [] });
      for (const { raw } of await mails.arrives(2)) expect(raw).toMatch(/method=CANCEL/i);
      await isWritten();
      expect(await radicale.read(uid)).toBeNull();
      const outbox = '{ outbox(state: SENT) { totalCount } }';
      expect((await ask(admin, outbox)).outbox.totalCount).toBe(6);
      expect(server.log.filter((line) => /"level":(50|60)/.test(line))).toEqual([]);
      expect(server.log.join('\n')).not.toContain(user.password);
    });
  });
});
