/** Counters never drift: they change in the transitions alone, and a comparison with the rows finds nothing, ever. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { openTestDatabase } from '../support/database';
import { type Difference, reconcile } from '../support/reconcile';
import { createStage } from '../support/stage';
import { anyDeed } from '../model/deeds';
import { Office } from '../model/office';
import { anyPlan } from '../model/plans';
import { Premises } from '../model/premises';
import { Play } from '../model/play';

const run = promisify(execFile);
const script = join(__dirname, '../../scripts/reconcile.mjs');

test('in the middle of whatever agents, visitors, time and crashes do, the counters are what the rows say', async () => {
  const premises = await Premises.open();
  try {
    await fc.assert(
      fc.asyncProperty(anyPlan, fc.array(anyDeed, { minLength: 40, maxLength: 80 }), async (plan, deeds) => {
        const office = new Office(premises);
        const play = new Play(office, await office.opens(plan));
        for (const deed of deeds) {
          await play.does(deed);
          expect(await premises.db.rows<Difference>(reconcile)).toEqual([]);
        }
        await play.comesToItsEnd();
        await office.closes();
      }),
      { numRuns: 4, endOnFailure: true },
    );
  } finally {
    await premises.close();
  }
});

test('each counter that says something else than its rows is found, and the nightly look ends with 1', async () => {
  const db = await openTestDatabase();
  try {
    const stage = await createStage(db);
    await stage.agent({ capacity: 5 });
    await stage.dialog();
    const { id } = await stage.isServed(await stage.visitor());
    await stage.asks(await stage.visitor());
    const environment = { ...process.env, DATABASE_URL: db.url };
    const inOrder = await run(process.execPath, [script], { env: environment });
    expect(inOrder.stdout).toBe('0 differences\n');
    const wrongs: readonly (readonly [string, string])[] = [
      ['chats of an agent', 'UPDATE agent SET active_chats = active_chats + 1'],
      ['offers ringing at an agent', 'UPDATE agent SET reserved = reserved + 1'],
      ['messages of a conversation', `UPDATE conversation SET last_sequence = 99 WHERE conversation_id = '${id}'`],
      ['the state of a chat', `UPDATE conversation SET live_chat_state = 'ENDED' WHERE conversation_id = '${id}'`],
      ['an offer without its timer', `DELETE FROM due_work WHERE kind = 'OFFER_EXPIRE'`],
      ['a chat without its timer', `DELETE FROM due_work WHERE kind = 'IDLE_END'`],
      ['events of a workspace', 'UPDATE workspace_stream SET position = position + 1'],
      ['engagements of a workspace', 'UPDATE usage SET live_chat_engagements = 7'],
    ];
    for (const [what, harm] of wrongs) {
      await db.rows('BEGIN');
      await db.rows(harm);
      expect((await db.rows<Difference>(reconcile)).map((one) => one.what)).toEqual([what]);
      await db.rows('ROLLBACK');
    }
    await db.rows('UPDATE usage SET live_chat_engagements = 7');
    await expect(run(process.execPath, [script], { env: environment })).rejects.toMatchObject({
      code: 1,
      stdout: `engagements of a workspace ${stage.workspaceId}: counted 7, by the rows 2\n1 differences\n`,
    });
  } finally {
    await db.close();
  }
});
