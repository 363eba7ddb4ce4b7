/** Browsers that agents let themselves be woken in. */
import type { PushReads, SeenPushRegistration } from '../../actions/push-ports';
import { seenRegistrationColumns } from '../sql/push.sql';
import type { Lookup, Reader } from './reader';

const registrationsByAgent: Lookup = {
  name: 'push_registrations_by_agent',
  columns: seenRegistrationColumns,
  from: 'push_registration pr',
  key: 'pr.agent_id',
  field: 'agentId',
  orderBy: 'pr.created_at, pr.push_registration_id',
};

export function pushReads(reader: Reader): PushReads {
  return { pushRegistrationsOf: (ids) => reader.groupedBy<SeenPushRegistration>(registrationsByAgent, ids) };
}
