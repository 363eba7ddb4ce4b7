import type { AudienceStore } from '../actions/audience-ports';
import {
  businessHoursSet,
  completedFind,
  dwellFind,
  openFind,
  publishedVersionFind,
  showingRecord,
  showingsFind,
  visitRecord,
} from './sql/audience.sql';
import type { TransactionLine } from './transaction-line';

export function createAudienceStore(line: TransactionLine): AudienceStore {
  const { workspaceId } = line;
  return {
    findStanding: async (visitorId, page) => {
      const [dwell, open, completed, showings] = await Promise.all([
        line.ask(dwellFind(workspaceId, visitorId, page)),
        line.ask(openFind(workspaceId, visitorId)),
        line.ask(completedFind(workspaceId, visitorId)),
        line.ask(showingsFind(workspaceId, visitorId)),
      ]);
      return {
        site: dwell.find((row) => row.page === '') ?? null,
        page: page === null ? null : (dwell.find((row) => row.page === page) ?? null),
        open,
        completed: completed.map(({ dialogId }) => dialogId),
        showings,
      };
    },
    findPublishedVersion: async (dialogId) =>
      (await line.ask(publishedVersionFind(workspaceId, dialogId)))[0]?.version ?? null,
    recordVisit: (visitorId, page, { viewId, secondsOnPage, secondsOnSite, scrollPercent, exitIntent }) =>
      line.send(
        visitRecord(workspaceId, visitorId, page, viewId, secondsOnPage, secondsOnSite, scrollPercent, exitIntent),
      ),
    setBusinessHours: (hours) =>
      line.send(businessHoursSet(workspaceId, hours === null ? null : JSON.stringify(hours))),
    recordShowing: (visitorId, { dialogId, visit, keep }) =>
      line.send(showingRecord(workspaceId, visitorId, dialogId, visit, keep)),
  };
}
