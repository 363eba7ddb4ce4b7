/** What agents said of when they take live chats. */
import type { AvailabilityReads, SeenAvailability } from '../../actions/availability-ports';
import type { Holiday } from '../../routing/availability';
import { toAvailability } from '../availability.store';
import { availabilityColumns, availabilityFrom, type AvailabilityRow } from '../sql/availability.sql';
import type { Statement } from '../statement';
import type { Lookup, Reader } from './reader';

const byAgent: Lookup = {
  name: 'availability_by_agent',
  columns: `${availabilityColumns}, (SELECT parley_now()) AS now`,
  from: availabilityFrom,
  key: 'a.agent_id',
  field: 'agentId',
};
const holidays: Statement<{ readonly holidays: readonly Holiday[] }> = {
  name: 'workspace_holidays_own',
  text: '/* workspace_holidays_own */ SELECT w.holidays FROM workspace w',
  values: [],
};

export function availabilityReads(reader: Reader): AvailabilityReads {
  return {
    availabilities: async (ids) => {
      const rows = await reader.byId<AvailabilityRow & { readonly now: Date }>(byAgent, ids);
      return rows.map((row): SeenAvailability | null => row && { ...toAvailability(row), now: row.now });
    },
    workspaceHolidays: async () => (await reader.one(holidays)).holidays,
  };
}
