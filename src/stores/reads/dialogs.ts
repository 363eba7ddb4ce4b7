/** Dialogs with their published streams, and the visitors who play them. */
import type { DialogFilter, DialogReads } from '../../actions/dialog-ports';
import type { Reads } from '../../actions/reads';
import type { DialogRecord, DialogVersionRecord, VisitorRecord } from '../../actions/records';
import { dialogKinds } from '../../routing/terms';
import type { Script } from '../../streams/script';
import { dialogColumns, dialogVersionColumns, visitorColumns } from '../columns';
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
const everyKind: DialogFilter = { kinds: dialogKinds, status: null };

function dialogList({ kinds, status }: DialogFilter): List {
  const where = ['d.deleted_at IS NULL', 'd.kind = ANY ($1::text[])'];
  const values: unknown[] = [kinds];
  if (status !== null) where.push(`d.status = $${values.push(status)}`);
  return {
    name: 'dialog_page',
    variant: status === null ? '' : 's',
    columns: dialogColumns,
    from: 'dialog d',
    where,
    values,
    sort: [
      { column: 'd.created_at', kind: 'time' },
      { column: 'd.dialog_id', kind: 'uuid' },
    ],
  };
}

/** Below zero are snapshots for previews. */
function versionList(dialogId: string): List {
  return {
    name: 'dialog_version_page',
    columns: dialogVersionColumns,
    from: 'dialog_version dv',
    where: ['dv.dialog_id = $1', 'dv.version > 0'],
    values: [idOrNobody(dialogId)],
    sort: [{ column: 'dv.version', kind: 'integer' }],
    descending: true,
  };
}

function dialogOfKey(key: string): Statement<DialogRecord> {
  return {
    name: 'dialog_by_key',
    text: `/* dialog_by_key */ SELECT ${dialogColumns} FROM dialog d WHERE d.key = $1 AND d.deleted_at IS NULL`,
    values: [key],
  };
}

/** The parts of `${id}:${number}`; a number beyond a column's range is one that was never given. */
export function numberedKeys(keys: readonly string[]): { readonly ids: string[]; readonly numbers: number[] } {
  const parts = keys.map((key) => /^([^:]+):(-?\d{1,9})$/.exec(key));
  return {
    ids: parts.map((part) => idOrNobody(part?.[1] ?? '')),
    numbers: parts.map((part) => Number(part?.[2] ?? 0)),
  };
}

function versionsByKey(keys: readonly string[]): Statement<DialogVersionRecord> {
  const { ids, numbers } = numberedKeys(keys);
  return {
    name: 'dialog_version_record_by_key',
    text: `/* dialog_version_record_by_key */
SELECT ${dialogVersionColumns} FROM dialog_version dv
JOIN unnest($1::uuid[], $2::integer[]) AS asked (dialog_id, version)
  ON asked.dialog_id = dv.dialog_id AND asked.version = dv.version`,
    values: [ids, numbers],
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

export function dialogReads(reader: Reader): DialogReads & Pick<Reads, 'scripts' | 'visitors'> {
  return {
    dialogs: (ids) => reader.byId<DialogRecord>(dialogById, ids),
    dialogByKey: async (key) => (await reader.rows(dialogOfKey(key)))[0] ?? null,
    dialogPage: (page, filter = everyKind) => reader.page<DialogRecord>(dialogList(filter), page),
    dialogVersionPage: (dialogId, page) => reader.page<DialogVersionRecord>(versionList(dialogId), page),
    async dialogVersions(keys) {
      const rows = await reader.rows(versionsByKey(keys));
      const found = new Map(rows.map((row) => [`${row.dialogId}:${row.version}`, row]));
      return keys.map((key) => found.get(key) ?? null);
    },
    async scripts(keys) {
      const rows = await reader.rows(scriptsByVersion(keys));
      const found = new Map(rows.map(({ key, cards }) => [key, cards]));
      return keys.map((key) => found.get(key) ?? null);
    },
    visitors: (ids) => reader.byId<VisitorRecord>(visitorById, ids),
  };
}
