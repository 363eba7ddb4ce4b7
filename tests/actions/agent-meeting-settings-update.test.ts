import { agentMeetingSettingsUpdate } from '../../src/actions/agent-meeting-settings-update';
import type { VisitorActor } from '../../src/auth/actor';
import { at, atTheCard, bookable, books, meetingOf, toAMeeting } from '../support/bookable';
import { db, stage } from '../support/empty-stage';
import { admin, faultsOf, profile } from '../support/staff';
import { codeOf, createStage, valueOf } from '../support/stage';

let vera: VisitorActor;
beforeEach(async () => {
  vera = await stage.visitor();
});

describe('bookable hours', () => {
  test('are set by oneself with the permission, and by those who manage agents', async () => {
    const ann = await bookable(stage, 'Ann');
    const { agentId } = ann;
    const update = async (actor: Parameters<typeof agentMeetingSettingsUpdate>[1]) =>
      codeOf(await agentMeetingSettingsUpdate(stage.ports, actor, { agentId, durationMinutes: 45 }));
    expect(await update(ann)).toBe('OK');
    expect(await update(admin(stage))).toBe('OK');
    for (const actor of [await stage.agent(), await bookable(stage, 'Bob'), profile(stage, 'MARKETING_ADMIN'), vera]) {
      expect(await update(actor)).toBe('FORBIDDEN');
    }
    const other = await createStage(db);
    const outcome = await agentMeetingSettingsUpdate(other.ports, admin(other), { agentId, durationMinutes: 45 });
    expect(faultsOf(outcome)).toEqual(['NOT_FOUND agentId']);
  });

  test('what is absent stays, and every fault is told at once', async () => {
    const { agentId } = await bookable(stage, 'Ann', {
      durationMinutes: 20,
      invitation: 'Hi {{visitor.firstName:"you"}}',
    });
    const update = (changes: object) => agentMeetingSettingsUpdate(stage.ports, admin(stage), { agentId, ...changes });
    valueOf(await update({ noticeMinutes: 60 }));
    expect(await stage.work((tx) => tx.calendars.findSettings(agentId))).toMatchObject({
      durationMinutes: 20,
      noticeMinutes: 60,
      invitation: 'Hi {{visitor.firstName:"you"}}',
    });
    const wrong = {
      durationMinutes: 4,
      bufferBeforeMinutes: -1,
      bufferAfterMinutes: 241,
      noticeMinutes: 43_201,
      hours: { timeZone: 'Nowhere', blocks: [{ weekday: 1, from: '25:00', to: '09:00' }] },
      conferencing: 'x'.repeat(501),
      invitation: 'x'.repeat(4_001),
    };
    expect(faultsOf(await update(wrong))).toEqual([
      'INVALID durationMinutes',
      'INVALID bufferBeforeMinutes',
      'INVALID bufferAfterMinutes',
      'INVALID noticeMinutes',
      'INVALID hours.timeZone',
      'INVALID hours.blocks.0.from',
      'INVALID conferencing',
      'INVALID invitation',
    ]);
  });

  test('an invitation in the agent’s own words knows the visitor and the meeting', async () => {
    const invitation =
      'Hi {{visitor.firstName:"there"}}, {{agent.name}} meets you at {{meeting.place}}: {{meeting.time}}.';
    await bookable(stage, 'Ann {{visitor.email}}', { invitation, conferencing: 'Room 7' });
    await stage.dialog({ cards: toAMeeting() });
    const id = await atTheCard(stage, vera);
    const booked = valueOf(
      await books(stage, vera, { conversationId: id, startsAt: await at(stage, '10:00'), name: 'Vera V' }),
    );
    expect((await meetingOf(stage, booked.meetingId)).invitation).toMatch(
      /^Hi Vera, Ann \{\{visitor\.email\}\} meets you at Room 7: .*\(Europe\/Stockholm\)\.$/,
    );
  });
});
