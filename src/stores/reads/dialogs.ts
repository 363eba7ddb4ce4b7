/** Dialogs with their published streams, and the visitors who play them. */
import type { Reads } from '../../actions/reads';
import type { DialogRecord, VisitorRecord } from '../../actions/records';
import type { Script } from '../../streams/script';
import { dialogColumns, visitorColumns } from '../columns';
import type { Statement } from '../statement';
import type { List } from './keyset';
import { idOrNobody, type Lookup, type Reader } from './reader';

const dialogById: Lookup = {
  name: 'dialog_by_id',
  columns: dialogColumns,
  from: 'dialog d',
  key: 'd.dialog_id',
  field: 'id',
};
const visitorById: Lookup = {
  name: 'visitor_by_id',
  columns: visitorColumns,
  from: 'visitor v',
  key: 'v.visitor_id',
  field: 'id',
};
const dialogList: List = {
  name: 'dialog_page',
  columns: dialogColumns,
  from: 'dialog d',
  sort: [
    { column: 'd.created_at', kind: 'time' },
    { column: 'd.dialog_id', kind: 'uuid' },
  ],
};

/** The parts of `${id}:${number}`; a number beyond a column's range is one that was never given. */
export function numberedKeys(keys: readonly string[]): { readonly ids: string[]; readonly numbers: number[] } {
  const parts = keys.map((key) => /^([^:]+):(-?\d{1,9})$/.exec(key));
  return {
    ids: parts.map((part) => idOrNobody(part?.[1] ?? '')),
    numbers: parts.map((part) => Number(part?.[2] ?? 0)),
  };
}

function scriptsByVersion(keys: readonly string[]): Statement<{ key: string; cards: Script }> {
  const { ids, numbers } = numberedKeys(keys);
  return {
    name: 'dialog_version_by_key',
    text: `/* dialog_version_by_key */
SELECT concat(dv.dialog_id, ':', dv.version) AS key, dv.cards FROM dialog_version dv
JOIN unnest($1::uuid[], $2::integer[]) AS asked (dialog_id, version)
  ON asked.dialog_id = dv.dialog_id AND asked.version = dv.version`,
    values: [ids, numbers],
  };
}

export function dialogReads(reader: Reader): Pick<Reads, 'dialogs' | 'dialogPage' | 'scripts' | 'visitors'> {
  return {
    dialogs: (ids) => reader.byId<DialogRecord>(dialogById, ids),
    dialogPage: (page) => reader.page<DialogRecord>(dialogList, page),
    async scripts(keys) {
      const rows = await reader.rows(scriptsByVersion(keys));
      const found = new Map(rows.map(({ key, cards }) => [key, cards]));
      return keys.map((key) => found.get(key) ?? null);
    },
    visitors: (ids) => reader.byId<VisitorRecord>(visitorById, ids),
  };
}
