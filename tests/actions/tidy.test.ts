/** Once an hour what nobody needs any more is thrown away. */
import { dialogPreviewTokenCreate } from '../../src/actions/dialog-preview-token-create';
import { tidy } from '../../src/actions/tidy';
import type { VisitorActor } from '../../src/auth/actor';
import type { DialogId } from '../../src/routing/terms';
import { type Authoring, authoring } from '../support/authoring';
import { db, stage } from '../support/empty-stage';
import { admin } from '../support/staff';
import { valueOf } from '../support/stage';
import { meets } from '../support/stage-plays';

const day = 24 * 60 * 60_000;
let desk: Authoring;
let dialogId: DialogId;
beforeEach(async () => {
  desk = authoring(stage);
  dialogId = await desk.create();
  await desk.says(dialogId, 'Hello');
  valueOf(await desk.publish(dialogId));
});

async function previewer(): Promise<VisitorActor> {
  const { token } = valueOf(await dialogPreviewTokenCreate(stage.ports, admin(stage), { dialogId }));
  const session = await stage.ports.doorstep.findVisitorSession(stage.ports.secrets.hashToken(token));
  if (session === null) throw new Error('The token opens nothing.');
  return { kind: 'VISITOR', workspaceId: session.workspaceId, visitorId: session.visitorId };
}

const cardsKept = () =>
  db.rows<{ kind: string; cards: number }>(
    `SELECT CASE WHEN version < 0 THEN 'PREVIEW' ELSE 'PUBLISHED' END AS kind, jsonb_array_length(cards) AS cards
    FROM dialog_version WHERE workspace_id = $1 ORDER BY 1`,
    [stage.workspaceId],
  );
const tidies = () => tidy(stage.ports, stage.workspaceId);

test('the cards of a preview go after seven days, those of a published version never', async () => {
  await meets(stage, await previewer());
  await db.moveClock(6 * day);
  await tidies();
  expect(await cardsKept()).toEqual([
    { kind: 'PREVIEW', cards: 1 },
    { kind: 'PUBLISHED', cards: 1 },
  ]);
  await db.moveClock(2 * day);
  await tidies();
  expect(await cardsKept()).toEqual([
    { kind: 'PREVIEW', cards: 0 },
    { kind: 'PUBLISHED', cards: 1 },
  ]);
  // The same revision previewed again has them again.
  const player = await meets(stage, await previewer());
  expect(await player.heard()).toEqual(['Hello']);
  expect((await cardsKept())[0]).toEqual({ kind: 'PREVIEW', cards: 1 });
});

test('it plans itself anew, and every workspace begins with it', async () => {
  const planned = () =>
    db.rows<{ due_at: Date }>(`SELECT due_at FROM due_work WHERE workspace_id = $1 AND kind = 'TIDY'`, [
      stage.workspaceId,
    ]);
  const [first] = await planned();
  await db.moveClock(day);
  await tidies();
  const [second] = await planned();
  expect((second?.due_at.getTime() ?? 0) - (first?.due_at.getTime() ?? 0)).toBeGreaterThan(day - 60 * 60_000);
});

test('what was published cannot be changed, whoever asks the database', async () => {
  await expect(
    db.rows(`UPDATE dialog_version SET cards = '[]' WHERE workspace_id = $1 AND version > 0`, [stage.workspaceId]),
  ).rejects.toThrow('does not change');
});
