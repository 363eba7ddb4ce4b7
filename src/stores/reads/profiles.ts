/** Sets of permissions that the workspace made itself. */
import type { ProfileCarriers, ProfileReads, ProfileRecord } from '../../actions/profile-ports';
import { profileColumns } from '../sql/profile.sql';
import type { Statement } from '../statement';
import type { Lookup, Reader } from './reader';

const profileById: Lookup = {
  name: 'profile_by_id',
  columns: profileColumns,
  from: 'profile pr',
  key: 'pr.profile_id',
  field: 'id',
};
const allProfiles: Statement<ProfileRecord> = {
  name: 'profile_all',
  text: `/* profile_all */ SELECT ${profileColumns} FROM profile pr ORDER BY lower(pr.name)`,
  values: [],
};

const carriers: Statement<ProfileCarriers> = {
  name: 'profile_carriers',
  text: `/* profile_carriers */
SELECT CASE WHEN a.profile_id IS NULL THEN a.profile END AS profile, a.profile_id AS "profileId", count(*)::integer AS count
FROM agent a WHERE a.active GROUP BY 1, 2`,
  values: [],
};

export function profileReads(reader: Reader): ProfileReads {
  return {
    ownProfiles: () => reader.rows(allProfiles),
    profileCarriers: () => reader.rows(carriers),
    profiles: (ids) => reader.byId<ProfileRecord>(profileById, ids),
  };
}
