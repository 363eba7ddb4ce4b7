import type { Reads } from '../../actions/reads';
import type { UsageRecord, WorkspaceRecord } from '../../actions/records';
import type { WorkspaceId } from '../../routing/terms';
import { usageColumns, workspaceColumns } from '../columns';
import type { Database } from '../database';
import type { Statement } from '../statement';
import { accountRouteReads } from './account-routes';
import { availabilityReads } from './availability';
import { conversationReads } from './conversations';
import { dialogReads } from './dialogs';
import { explainReads } from './explain';
import { liveChatReads } from './live-chats';
import { meetingReads } from './meetings';
import { personReads } from './persons';
import { playReads } from './play';
import { profileReads } from './profiles';
import { pushReads } from './push';
import { Reader } from './reader';
import { replayReads } from './replays';
import { reportReads } from './reports';
import { routerReads } from './routers';
import { routeReads } from './routes';
import { ruleVersionReads } from './rule-versions';
import { staffReads } from './staff';
import { supervisionReads } from './supervision';

/** Row-level security leaves one row of each. */
const ownWorkspace: Statement<WorkspaceRecord> = {
  name: 'workspace_own',
  text: `/* workspace_own */ SELECT ${workspaceColumns} FROM workspace w`,
  values: [],
};
const ownUsage: Statement<UsageRecord> = {
  name: 'usage_own',
  text: `/* usage_own */ SELECT ${usageColumns} FROM usage u`,
  values: [],
};
const clock: Statement<{ now: Date }> = {
  name: 'server_time',
  text: '/* server_time */ SELECT parley_now() AS now',
  values: [],
};

/** Everything the graph reads of one workspace, each answer one statement in one round trip. */
export function createReads(database: Database, workspaceId: WorkspaceId): Reads {
  const reader = new Reader(database, workspaceId);
  return {
    workspace: () => reader.one(ownWorkspace),
    usage: () => reader.one(ownUsage),
    ...staffReads(reader),
    ...availabilityReads(reader),
    ...personReads(reader),
    ...dialogReads(reader),
    ...conversationReads(reader),
    ...playReads(reader),
    ...liveChatReads(reader),
    ...explainReads(reader),
    ...meetingReads(reader),
    ...reportReads(reader),
    ...replayReads(reader),
    ...routerReads(reader),
    ...routeReads(reader),
    ...pushReads(reader),
    ...supervisionReads(reader),
    ...accountRouteReads(reader),
    ...profileReads(reader),
    ...ruleVersionReads(reader),
    async serverTime() {
      const [row] = await database.ask(clock);
      if (row === undefined) throw new Error('The database has no clock.');
      return row.now;
    },
  };
}
