/** Sets of permissions that the workspace made itself. */
import type { ProfileReads, ProfileRecord } from '../../actions/profile-ports';
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

export function profileReads(reader: Reader): ProfileReads {
  return {
    ownProfiles: () => reader.rows(allProfiles),
    profiles: (ids) => reader.byId<ProfileRecord>(profileById, ids),
  };
}
