/** Replays, as their followers read them. */
import type { ReplayReads, ReplayRecord } from '../../actions/replay-ports';
import { replayColumns } from '../sql/replay.sql';
import type { Lookup, Reader } from './reader';

const byId: Lookup = {
  name: 'replay_by_id',
  columns: replayColumns,
  from: 'routing_replay rr',
  key: 'rr.routing_replay_id',
  field: 'id',
};

export function replayReads(reader: Reader): ReplayReads {
  return { replays: (ids) => reader.byId<ReplayRecord>(byId, ids) };
}
