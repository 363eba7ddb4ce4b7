/** A visitor reads in the conversation's language why an answer, a booking or a message is not taken. */
import { meetingCancel } from '../../src/actions/meeting-cancel';
import { meetingMove } from '../../src/actions/meeting-move';
import { meetingSlots } from '../../src/actions/meeting-slots';
import { messageLeave } from '../../src/actions/message-leave';
import { messageSend } from '../../src/actions/message-send';
import type { Outcome } from '../../src/routing/refusal';
import { refusalTexts } from '../../src/routing/refusal-texts';
import { systemLanguages } from '../../src/routing/system-languages';
import type { Script } from '../../src/streams/script';
import { at, bookable, books, dayAfterTomorrow, toAMeeting } from '../support/bookable';
import { stage } from '../support/empty-stage';
import { codeOf, valueOf } from '../support/stage';
import { meets, type Player, publishes } from '../support/stage-plays';

const cards: Script = [
  {
    kind: 'QUESTION',
    key: 'who',
    text: 'Who are you?',
    attribute: null,
    responses: [
      { key: 'dev', label: 'A developer', storedValue: null, next: 'mail' },
      { key: 'own', label: 'Somebody else', storedValue: null, next: 'code' },
    ],
  },
  { kind: 'INFO_CAPTURE', key: 'mail', text: 'Your e-mail?', attribute: 'email', next: null },
  {
    kind: 'INFO_CAPTURE',
    key: 'code',
    text: 'Another e-mail?',
    attribute: 'email',
    invalidMessage: 'Try once more!',
    next: null,
  },
];

const comes = async (language: string | null): Promise<Player> =>
  meets(stage, await stage.visitor(), { visit: { language } });
const told = (outcome: Outcome<unknown>): readonly string[] =>
  outcome.ok ? [] : outcome.refusals.map(({ message }) => message);

describe('an answer that is none', () => {
  beforeEach(() => publishes(stage, cards));

  test.each([
    ['sv-FI', 'Det är inte ett av svaren. Välj ett av ”A developer”, ”Somebody else”.', refusalTexts.sv],
    ['zh-CN', '这不是可选的回答之一。请从以下回答中选择：“A developer”、“Somebody else”。', refusalTexts['zh-Hans']],
    [
      'zh-TW',
      '這不是可選的回答之一。請從以下回答中選擇：「A developer」、「Somebody else」。',
      refusalTexts['zh-Hant'],
    ],
    ['nl', 'Dit is geen van de antwoorden. Kies een van “A developer”, “Somebody else”.', refusalTexts.nl],
    ['it-CH', 'Non è una delle risposte. Scegli tra «A developer», «Somebody else».', refusalTexts.it],
    ['pl', 'This is not one of the answers. Choose one of “A developer”, “Somebody else”.', refusalTexts.en],
    [null, 'This is not one of the answers. Choose one of “A developer”, “Somebody else”.', refusalTexts.en],
  ])('is refused in the words of %s', async (language, unknown, texts) => {
    const player = await comes(language);
    expect(told(await player.answers('who', 'cat'))).toEqual([unknown]);
    expect(told(await player.answers('mail', { value: 'x' }))).toEqual([texts.OTHER_CARD_ASKED]);
    await player.says('who', 'dev');
    const refused = await player.answers('mail', { value: 'vera' });
    expect(told(refused)).toEqual([texts.NO_EMAIL]);
    expect(refused).toMatchObject({ refusals: [{ code: 'INVALID', field: ['value'] }] });
    await player.says('mail', { value: 'vera@example.com' });
    expect(told(await player.answers('mail', { value: 'vera@example.com' }))).toEqual([texts.CHAT_ENDED]);
  });

  test("is refused in the author's words where there are some", async () => {
    const player = await comes('sv');
    await player.says('who', 'own');
    expect(told(await player.answers('code', { value: 'vera' }))).toEqual(['Try once more!']);
    expect(told(await player.answers('code', { value: ' ' }))).toEqual([refusalTexts.sv.ANSWER_EMPTY]);
  });

  test.each(systemLanguages)('a message that cannot be left or sent says why in %s', async (language) => {
    const { id: conversationId, visitor } = await comes(language);
    const texts = refusalTexts[language];
    const left = { conversationId, name: null, clientMessageId: null };
    const leaves = (text: string, email: string) => messageLeave(stage.ports, visitor, { ...left, text, email });
    expect(told(await leaves(' ', 'vera'))).toEqual([texts.MESSAGE_EMPTY, texts.NO_EMAIL]);
    expect(told(await leaves('Call me', 'vera@example.com'))).toEqual([texts.NO_PLACE_FOR_MESSAGE]);
    const empty = { conversationId, text: '', clientMessageId: null };
    expect(told(await messageSend(stage.ports, visitor, empty))).toEqual([texts.MESSAGE_EMPTY]);
  });

  test('tells nobody the language of another conversation', async () => {
    const { id: conversationId } = await comes('sv');
    const stranger = await stage.visitor();
    const empty = { conversationId, text: '', clientMessageId: null };
    expect(told(await messageSend(stage.ports, stranger, empty))).toEqual([refusalTexts.en.MESSAGE_EMPTY]);
  });
});

test.each(systemLanguages)('a meeting that cannot be booked, moved or cancelled says why in %s', async (language) => {
  const ann = await bookable(stage, 'Ann');
  await publishes(stage, toAMeeting());
  const texts = refusalTexts[language];
  const player = await comes(language);
  const { id: conversationId, visitor } = player;
  const [startsAt, night] = await Promise.all([at(stage, '10:00'), at(stage, '03:00')]);
  const book = (what: Partial<Parameters<typeof books>[2]>) =>
    books(stage, visitor, { conversationId, startsAt, ...what });
  expect(told(await book({ email: 'vera' }))).toEqual([texts.NO_EMAIL]);
  expect(told(await book({ email: null }))).toEqual([texts.ADDRESS_FOR_INVITATION]);
  expect(told(await book({ startsAt: night }))).toEqual([texts.TIME_TAKEN]);
  expect(told(await player.answers('meet', 'dance'))[0]).toBe(texts.PASS_ONLY.replace('{key}', 'pass'));
  const { meetingId } = valueOf(await book({}));
  if (meetingId === null) throw new Error('Nothing was booked.');
  const move = { meetingId, startsAt: night, timeZone: null };
  expect(told(await meetingMove(stage.ports, visitor, move))).toEqual([texts.TIME_TAKEN]);
  const from = await dayAfterTomorrow(stage);
  const slots = { conversationId, routing: null, from, to: startsAt, timeZone: 'UTC' };
  expect(told(await meetingSlots(stage.ports, visitor, slots))).toEqual([texts.CHAT_ENDED]);
  valueOf(await meetingCancel(stage.ports, visitor, { meetingId }));
  expect(told(await meetingMove(stage.ports, visitor, move))).toEqual([texts.MEETING_CANCELLED]);
  const byStaff = await meetingMove(stage.ports, ann, move);
  expect([codeOf(byStaff), told(byStaff)]).toEqual(['CONFLICT', [refusalTexts.en.MEETING_CANCELLED]]);
});
