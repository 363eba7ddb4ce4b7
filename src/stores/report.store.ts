import type { ReportStore } from '../actions/report-ports';
import {
  reportConversationClear,
  reportConversationFold,
  reportLiveChatClear,
  reportLiveChatFold,
  reportLogEnd,
  reportMeetingClear,
  reportMeetingFold,
  reportStateLock,
  reportStateMove,
} from './sql/report-fold.sql';
import type { TransactionLine } from './transaction-line';

export function createReportStore(line: TransactionLine): ReportStore {
  const { workspaceId } = line;
  return {
    async lock() {
      const [[state], [log]] = await Promise.all([
        line.lock(reportStateLock(workspaceId)),
        line.ask(reportLogEnd(workspaceId)),
      ]);
      if (state === undefined || log === undefined) throw new Error('This workspace has no reports.');
      return { foldedTo: state.foldedTo, logEnd: log.position, trimmedUpTo: log.trimmedUpTo };
    },
    fold: (from, to) => {
      line.send(reportConversationFold(workspaceId, from, to));
      line.send(reportLiveChatFold(workspaceId, from, to));
      line.send(reportMeetingFold(workspaceId, from, to));
      line.send(reportStateMove(workspaceId, to));
    },
    clear: () => {
      line.send(reportConversationClear(workspaceId));
      line.send(reportLiveChatClear(workspaceId));
      line.send(reportMeetingClear(workspaceId));
    },
  };
}
