/** What a live chat card says for itself: how many are asked, what is said when nobody takes it, and in whose words. */
import type { LiveChatCard } from '../../src/streams/script';
import { db, stage } from '../support/empty-stage';
import { declines, roundRobin, valueOf } from '../support/stage';
import { meets, publishes, type Player, type PublishOptions } from '../support/stage-plays';

async function asks(
  card: Partial<LiveChatCard>,
  options: PublishOptions = {},
  language: string | null = null,
): Promise<Player> {
  await publishes(
    stage,
    [
      {
        kind: 'QUESTION',
        key: 'ask',
        text: 'A person?',
        attribute: null,
        responses: [{ key: 'yes', label: 'Yes', storedValue: null, next: 'chat' }],
      },
      { kind: 'LIVE_CHAT', key: 'chat', routing: roundRobin, acceptWindowSeconds: null, next: null, ...card },
    ],
    options,
  );
  const player = await meets(stage, await stage.visitor(), { visit: { language } });
  await player.says('ask', 'yes');
  return player;
}
const lastHeard = async (player: Player) => (await player.heard()).at(-1);

test("the card's own number of attempts counts, whatever its strategy usually gets", async () => {
  for (let count = 0; count < 4; count += 1) await stage.agent();
  const player = await asks({ attempts: 3 });
  valueOf(await declines(stage, await stage.ringing(player.id)));
  valueOf(await declines(stage, await stage.ringing(player.id)));
  valueOf(await declines(stage, await stage.ringing(player.id)));
  expect(await stage.pending(player.id)).toBeNull();
  expect(await stage.chat(player.id)).toMatchObject({ state: 'MISSED', attempts: 3, maxAttempts: 3 });
});

test('nobody takes it: the card speaks before the dialog, and the dialog before the workspace', async () => {
  await stage.work(async (tx) => tx.workspace.updateSettings({ fallbackMessage: 'The workspace' }));
  expect(await lastHeard(await asks({}, { priority: 1 }))).toBe('The workspace');
  expect(await lastHeard(await asks({}, { priority: 2, fallbackMessage: 'The dialog' }))).toBe('The dialog');
  const own = { fallbackMessage: 'The card', translations: [{ language: 'sv', fallbackMessage: 'Kortet' }] };
  expect(await lastHeard(await asks(own, { priority: 3, fallbackMessage: 'The dialog' }))).toBe('The card');
  expect(await lastHeard(await asks(own, { priority: 4 }, 'sv-FI'))).toBe('Kortet');
});

test('what is said when nobody takes it is what the version said when the visitor asked', async () => {
  await stage.agent();
  const player = await asks({ fallbackMessage: 'As it was' });
  await db.rows(`UPDATE dialog SET fallback_message = 'As it is now' WHERE workspace_id = $1`, [stage.workspaceId]);
  valueOf(await declines(stage, await stage.ringing(player.id)));
  expect(await lastHeard(player)).toBe('As it was');
});

test("where the package is used up the workspace's own message is said, whatever the card says", async () => {
  await stage.agent();
  await stage.work(async (tx) => {
    tx.workspace.updateSettings({ fallbackMessage: 'The workspace' });
    tx.usage.updateLimits({ liveChatEngagementLimit: 0 });
  });
  expect(await lastHeard(await asks({ fallbackMessage: 'The card' }, { fallbackMessage: 'The dialog' }))).toBe(
    'The workspace',
  );
});

test('a fallback that would offer a meeting ends the conversation while nobody can be booked', async () => {
  const player = await asks({ fallbackBooking: true, fallbackMessage: 'Book a meeting?' });
  expect(await stage.chat(player.id)).toMatchObject({ state: 'MISSED', bookingCard: 'chat' });
  expect(await stage.conversation(player.id)).toMatchObject({ status: 'COMPLETED', waitingCard: null });
});
