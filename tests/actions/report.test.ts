/** Figures come out of the event log, in any pieces, and again from the beginning: always the same. */
import { agentAvailabilitySet, conversationEnd, conversationStart } from '../../src/actions';
import { reportFold, reportRebuild } from '../../src/actions/report-fold';
import type { ReportQuery } from '../../src/actions/report-ports';
import { reportRead } from '../../src/actions/report-read';
import { reportsRebuild } from '../../src/actions/reports-rebuild';
import type { ConversationId } from '../../src/routing/terms';
import { createReads } from '../../src/stores/reads/reads';
import { db, stage } from '../support/empty-stage';
import { admin } from '../support/staff';
import { asksAsSomebody, manyAsk, matches, opensLine } from '../support/stage-queue';
import { accepts, codeOf, declines, says, valueOf } from '../support/stage';

const everything: ReportQuery = {
  from: '2020-01-01',
  to: '2021-12-31',
  timeZone: 'UTC',
  groupBy: null,
  dialogIds: null,
  source: null,
  known: null,
  agentId: null,
  teamId: null,
};

const tables = ['report_conversation', 'report_live_chat', 'report_meeting'] as const;

async function figures(): Promise<unknown> {
  const rows = await Promise.all(
    tables.map((table) =>
      db.rows(`SELECT to_jsonb(r) AS row FROM ${table} r WHERE workspace_id = $1`, [stage.workspaceId]),
    ),
  );
  return rows.map((table) => table.map((row) => JSON.stringify(row)).sort());
}

/** The whole range that the database's clock, which tests move, can be in. */
async function range(): Promise<Pick<ReportQuery, 'from' | 'to'>> {
  const [row] = await db.rows<{ from: string; to: string }>(
    `SELECT (parley_now() - interval '10 days')::date::text AS from, (parley_now() + interval '10 days')::date::text AS to`,
  );
  if (row === undefined) throw new Error('There is no clock.');
  return row;
}

/** One chat that was served and ended, one that was missed, one that the visitor left, one visitor who only looked. */
async function someTraffic() {
  const ann = await stage.agent({ name: 'Ann' });
  const dialogId = await stage.dialog();
  const served = await stage.asks(await stage.visitor());
  await db.moveClock(5_000);
  valueOf(await accepts(stage, await stage.ringing(served)));
  await db.moveClock(7_000);
  valueOf(await says(stage, ann, { conversationId: served, text: 'Hello' }));
  await db.moveClock(60_000);
  valueOf(await conversationEnd(stage.ports, ann, { conversationId: served }));

  const missed = await stage.asks(await stage.visitor());
  valueOf(await declines(stage, await stage.ringing(missed)));

  const leaver = await stage.visitor();
  const left = await stage.asks(leaver);
  valueOf(await conversationEnd(stage.ports, leaver, { conversationId: left }));

  valueOf(
    await conversationStart(stage.ports, await stage.visitor(), { dialogId, pageUrl: 'https://shop.example/a?b=c' }),
  );
  return { ann, dialogId };
}

test('a report counts what happened, with its times, up to this moment', async () => {
  const { ann, dialogId } = await someTraffic();
  await reportFold(stage.ports, stage.workspaceId);
  const reads = createReads(db.database, stage.workspaceId);
  const query = { ...everything, ...(await range()) };

  const conversations = await reads.conversationReport(query);
  expect(conversations.total).toMatchObject({ triggered: 4, engaged: 3, completed: 2, dropped: 1, acquired: 0 });
  const byPage = await reads.conversationReport({ ...query, groupBy: 'PAGE' });
  expect(byPage.rows.map(({ key, figures: { triggered } }) => [key, triggered])).toContainEqual([
    'https://shop.example/a',
    1,
  ]);
  const byDialog = await reads.conversationReport({ ...query, groupBy: 'DIALOG' });
  expect(byDialog.rows.map(({ key }) => key)).toEqual([dialogId]);

  const chats = await reads.liveChatReport(query);
  expect(chats.total).toMatchObject({ requested: 3, connected: 1, missed: 1, abandoned: 1, ended: 1, declined: 1 });
  const byAgent = await reads.liveChatReport({ ...query, groupBy: 'AGENT' });
  const ofAnn = byAgent.rows.find(({ key }) => key === ann.agentId)?.figures;
  expect(ofAnn).toMatchObject({ connected: 1, ended: 1, offered: 3, declined: 1, replied: 1 });
  expect(ofAnn?.waitMs).toBeGreaterThanOrEqual(5_000);
  expect(ofAnn?.firstReplyMs).toBeGreaterThanOrEqual(7_000);
  expect(ofAnn?.lengthMs).toBeGreaterThanOrEqual(67_000);
  expect(ofAnn?.lengthMs).toBeLessThan(127_000);
});

test('folded event by event, in one go or anew from the beginning, the figures are the same', async () => {
  await someTraffic();
  await stage.work(async (tx) => {
    const { foldedTo, logEnd } = await tx.reports.lock();
    expect(logEnd).toBeGreaterThan(20);
    for (let position = foldedTo; position < logEnd; position += 1) tx.reports.fold(position, position + 1);
  });
  const piecewise = await figures();
  expect(JSON.stringify(piecewise)).toMatch(/connected\W+1/);
  await reportRebuild(stage.ports, stage.workspaceId);
  expect(await figures()).toEqual(piecewise);
  // Nothing is left to fold, and nothing is counted twice.
  await reportFold(stage.ports, stage.workspaceId);
  expect(await figures()).toEqual(piecewise);
});

test('who sees reports may have them made anew, unless the beginning of the log is gone', async () => {
  await someTraffic();
  await reportFold(stage.ports, stage.workspaceId);
  const folded = await figures();
  await db.rows('DELETE FROM report_conversation WHERE workspace_id = $1', [stage.workspaceId]);
  expect(codeOf(await reportsRebuild(stage.ports, await stage.agent()))).toBe('FORBIDDEN');
  expect(valueOf(await reportsRebuild(stage.ports, admin(stage)))).toBeGreaterThan(20);
  expect(await figures()).toEqual(folded);
  await db.rows('UPDATE workspace_stream SET trimmed_up_to = 2 WHERE workspace_id = $1', [stage.workspaceId]);
  expect(codeOf(await reportsRebuild(stage.ports, admin(stage)))).toBe('CONFLICT');
  expect(await figures()).toEqual(folded);
});

test('two who fold at once count everything once', async () => {
  await someTraffic();
  await Promise.all([1, 2, 3, 4].map(() => reportFold(stage.ports, stage.workspaceId)));
  const folded = await figures();
  await reportRebuild(stage.ports, stage.workspaceId);
  expect(await figures()).toEqual(folded);
});

test('a day is a day of the zone that was asked for, also where it has 23 hours', async () => {
  const reads = createReads(db.database, stage.workspaceId);
  const dialogId = await stage.dialog();
  // 2026-03-29 in Stockholm begins at 23:00 UTC the day before and ends at 22:00 UTC.
  const buckets = ['2026-03-28T22:45:00Z', '2026-03-28T23:00:00Z', '2026-03-29T21:45:00Z', '2026-03-29T22:00:00Z'];
  for (const bucket of buckets) {
    await db.rows(`INSERT INTO report_conversation VALUES ($1, $2, $3, '', 'DIRECT', false, 1, 0, 0, 0, 0, 0, 0, 0)`, [
      stage.workspaceId,
      bucket,
      dialogId,
    ]);
  }
  const query = {
    ...everything,
    from: '2026-03-28',
    to: '2026-03-30',
    timeZone: 'Europe/Stockholm',
    groupBy: 'DAY',
  } as const;
  const days = await reads.conversationReport(query);
  expect(days.rows.map(({ key, figures: { triggered } }) => [key, triggered])).toEqual([
    ['2026-03-28', 1],
    ['2026-03-29', 2],
    ['2026-03-30', 1],
  ]);
  expect(days.total.triggered).toBe(4);
  const one = await reads.conversationReport({ ...query, from: '2026-03-29', to: '2026-03-29' });
  expect(one.rows).toHaveLength(1);
  expect(one.total.triggered).toBe(2);
});

test('a report that cannot be is refused with all that is wrong about it', async () => {
  const admin = await stage.agent({ permissions: ['GLOBAL_REPORTS_VIEW'] });
  const wrong = { ...everything, from: '2026-02-30', to: 'soon', timeZone: 'Mars/Olympus', groupBy: 'AGENT' } as const;
  const outcome = await reportRead(stage.ports, admin, { kind: 'CONVERSATIONS', query: wrong });
  expect(outcome.ok ? [] : outcome.refusals.map(({ field }) => field?.[0])).toEqual([
    'from',
    'to',
    'timeZone',
    'groupBy',
  ]);
  const long = { ...everything, to: '2023-01-01' };
  expect(codeOf(await reportRead(stage.ports, admin, { kind: 'CONVERSATIONS', query: long }))).toBe('INVALID');
  expect(codeOf(await reportRead(stage.ports, admin, { kind: 'LIVE_CHATS', query: everything }))).toBe('FORBIDDEN');
});

test('a chat that waited counts once: taken or missed behind its wait, with the time since the request', async () => {
  const ann = await stage.agent({ capacity: 1, available: false });
  await opensLine(stage, { maxWaitSeconds: 60 });
  const [served, missed] = await manyAsk(stage, 2);
  const leaver = await asksAsSomebody(stage);
  valueOf(await conversationEnd(stage.ports, leaver.visitor, { conversationId: leaver.id }));
  await db.moveClock(30_000);
  valueOf(await agentAvailabilitySet(stage.ports, ann, { available: true }));
  await matches(stage);
  valueOf(await accepts(stage, await stage.ringing(served as ConversationId)));
  await db.moveClock(31_000);
  await matches(stage);
  expect(await stage.chat(missed as ConversationId)).toMatchObject({ state: 'MISSED' });
  await reportFold(stage.ports, stage.workspaceId);
  const { total } = await createReads(db.database, stage.workspaceId).liveChatReport({
    ...everything,
    ...(await range()),
  });
  expect(total).toMatchObject({ requested: 3, connected: 1, missed: 1, abandoned: 1, offered: 1 });
  expect(total.waitMs).toBeGreaterThanOrEqual(30_000);
  expect(total.waitMs).toBeLessThan(60_000);
  const folded = await figures();
  await reportRebuild(stage.ports, stage.workspaceId);
  expect(await figures()).toEqual(folded);
});
