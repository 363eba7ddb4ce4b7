/** A chat that changes hands counts for everybody who served it, and once for the workspace. */
import { chatInvite } from '../../src/actions/chat-invite';
import { chatTransfer } from '../../src/actions/chat-transfer';
import { conversationEnd } from '../../src/actions/conversation-end';
import { reportFold, reportRebuild } from '../../src/actions/report-fold';
import type { ReportQuery } from '../../src/actions/report-ports';
import { createReads } from '../../src/stores/reads/reads';
import { db, stage } from '../support/empty-stage';
import { accepts, declines, valueOf } from '../support/stage';

const query: ReportQuery = {
  from: '2020-01-01',
  to: '2099-12-31',
  timeZone: 'UTC',
  groupBy: 'AGENT',
  dialogIds: null,
  source: null,
  known: null,
  agentId: null,
  teamId: null,
};

test('connected once, received by the second; offers of the handover are nobody’s requests; a rebuild agrees', async () => {
  const permissions = ['LIVE_CHAT_TAKE', 'CHATS_TRANSFER'] as const;
  const ann = await stage.agent({ name: 'Ann', permissions });
  await stage.dialog();
  const { id } = await stage.isServed(await stage.visitor());
  const ben = await stage.agent({ name: 'Ben', permissions });
  const to = { conversationId: id, agentId: ben.agentId, teamId: null, ruleId: null, note: null };
  valueOf(await declines(stage, await stage.offer(valueOf(await chatInvite(stage.ports, ann, to)))));
  await reportFold(stage.ports, stage.workspaceId);
  valueOf(await accepts(stage, await stage.offer(valueOf(await chatTransfer(stage.ports, ann, to)))));
  valueOf(await conversationEnd(stage.ports, ben, { conversationId: id }));

  const read = async () => {
    const { total, rows } = await createReads(db.database, stage.workspaceId).liveChatReport(query);
    return { total, of: (agentId: string) => rows.find(({ key }) => key === agentId)?.figures };
  };
  await reportFold(stage.ports, stage.workspaceId);
  const folded = await read();
  expect(folded.total).toMatchObject({ requested: 1, connected: 1, received: 1, ended: 1, offered: 1, declined: 0 });
  expect(folded.of(ann.agentId)).toMatchObject({ connected: 1, received: 0, ended: 0, offered: 1, declined: 0 });
  expect(folded.of(ben.agentId)).toMatchObject({ connected: 0, received: 1, ended: 1, offered: 0, declined: 0 });
  await reportRebuild(stage.ports, stage.workspaceId);
  expect((await read()).total).toEqual(folded.total);
});
