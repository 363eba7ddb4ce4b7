/** Persons, their lists and browsers, what visitors allow, and where attributes are used. */
import type { PeopleReads, PersonListMemberRecord } from '../../actions/people-ports';
import type { ConsentRecord, PersonListRecord, PersonRecord } from '../../actions/people.records';
import type { VisitorRecord } from '../../actions/records';
import { visitorColumns } from '../columns';
import { consentColumns, personColumns, personListColumns } from '../person-columns';
import { attributeUses, toAttributeUse } from '../sql/attribute-uses.sql';
import type { List } from './keyset';
import { idOrNobody, type Lookup, type Reader } from './reader';

const personById: Lookup = {
  name: 'person_by_id',
  columns: `asked.person_id AS "askedId", ${personColumns}`,
  from: `person asked JOIN person p ON p.workspace_id = asked.workspace_id
    AND p.person_id = coalesce(asked.merged_into, asked.person_id)`,
  key: 'asked.person_id',
  field: 'askedId',
};
const personListById: Lookup = {
  name: 'person_list_by_id',
  columns: personListColumns,
  from: 'person_list pl',
  key: 'pl.person_list_id',
  field: 'id',
};
const listsByMember: Lookup = {
  name: 'person_list_by_member',
  columns: `m.member_id AS "memberId", ${personListColumns}`,
  from: 'person_list_member m JOIN person_list pl USING (workspace_id, person_list_id)',
  key: 'm.member_id',
  field: 'memberId',
  orderBy: 'lower(pl.name)',
};
const consentsByVisitor: Lookup = {
  name: 'consent_by_visitor',
  columns: consentColumns,
  from: 'visitor_consent vc',
  key: 'vc.visitor_id',
  field: 'visitorId',
  orderBy: 'vc.purpose',
};

/** More words than a name has are read as none. */
const wordsRead = 5;

/** Each word is looked up in its three indexes, so that a search reads what it finds and not everybody. */
export function personList(search: string): List {
  const words = search.normalize('NFC').toLowerCase().split(/\s+/u).filter(Boolean).slice(0, wordsRead);
  const values = words.map((word) => word.replace(/^@/, ''));
  const found = words.map(
    (_, index) => `p.person_id IN (
      SELECT coalesce(f.merged_into, f.person_id) FROM person f WHERE f.email ^@ $${index + 1}::text
      UNION ALL
      SELECT coalesce(f.merged_into, f.person_id) FROM person f WHERE f.email_domain ^@ $${index + 1}::text
      UNION ALL
      SELECT fa.person_id FROM person_attribute fa WHERE fa.name_key ^@ $${index + 1}::text
    )`,
  );
  return {
    name: 'person_page',
    variant: `${words.length}`,
    columns: personColumns,
    from: 'person p',
    where: ['p.merged_into IS NULL', ...found],
    values,
    sort: [
      { column: 'p.created_at', kind: 'time' },
      { column: 'p.person_id', kind: 'uuid' },
    ],
    descending: true,
  };
}

/** The person `$1` and all who were merged into it. */
const samePerson = 'SELECT s.person_id FROM person s WHERE s.person_id = $1 OR s.merged_into = $1';

function visitorsOfPersonList(personId: string): List {
  return {
    name: 'person_visitor_page',
    columns: visitorColumns,
    from: 'visitor v',
    where: [`v.person_id IN (${samePerson})`],
    values: [idOrNobody(personId)],
    sort: [
      { column: 'v.created_at', kind: 'time' },
      { column: 'v.visitor_id', kind: 'uuid' },
    ],
    descending: true,
  };
}

const personListList: List = {
  name: 'person_list_page',
  columns: personListColumns,
  from: 'person_list pl',
  sort: [
    { column: 'pl.created_at', kind: 'time' },
    { column: 'pl.person_list_id', kind: 'uuid' },
  ],
};

function memberList(listId: string): List {
  return {
    name: 'person_list_member_page',
    columns: 'm.person_id AS "personId", m.visitor_id AS "visitorId", m.added_at AS "addedAt"',
    from: 'person_list_member m',
    where: ['m.person_list_id = $1'],
    values: [idOrNobody(listId)],
    sort: [
      { column: 'm.added_at', kind: 'time' },
      { column: 'm.member_id', kind: 'uuid' },
    ],
  };
}

export function personReads(reader: Reader): PeopleReads {
  return {
    persons: (ids) => reader.byId<PersonRecord>(personById, ids),
    personPage: (search, page) => reader.page<PersonRecord>(personList(search), page),
    visitorsOfPerson: (id, page) => reader.page<VisitorRecord>(visitorsOfPersonList(id), page),
    personLists: (ids) => reader.byId<PersonListRecord>(personListById, ids),
    personListPage: (page) => reader.page<PersonListRecord>(personListList, page),
    listsOfPersons: (ids) => reader.groupedBy<PersonListRecord>(listsByMember, ids),
    personListMembers: (id, page) => reader.page<PersonListMemberRecord>(memberList(id), page),
    consentsOf: (ids) => reader.groupedBy<ConsentRecord>(consentsByVisitor, ids),
    attributeUses: async () => (await reader.rows(attributeUses(null))).map(toAttributeUse),
  };
}
