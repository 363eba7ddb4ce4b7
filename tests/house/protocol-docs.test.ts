/** docs/protocol.md is what clients are built by: every code, limit and close code of the sources stands in it, and no other. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, type GraphQLEnumType } from 'graphql';
import { CloseCode } from 'graphql-ws';
import { staffSessionSeconds } from '../../src/actions/sign-in';
import { visitorSessionSeconds } from '../../src/actions/visitor-session-start';
import { maxNameLength, maxTextLength } from '../../src/routing/text';
import { documentLimits } from '../../src/server/document-limits';
import { publicCodes } from '../../src/server/errors';
import { closeCodes, socketLimits } from '../../src/server/socket';
import { doorLimits } from '../../src/server/throttle';
import { root } from './source';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const text = read('docs/protocol.md');
const schema = buildSchema(read('src/schema/schema.graphql'));

function section(title: string): string {
  const [, rest = ''] = text.split(`\n## ${title}\n`);
  return rest.split('\n## ')[0] ?? '';
}

/** The first cell of each row of the section's tables. */
function firstCells(title: string): readonly string[] {
  const rows = section(title)
    .split('\n')
    .filter((line) => line.startsWith('| '));
  return rows.map((row) => row.split('|')[1]?.trim() ?? '').slice(1);
}

function valuesOf(name: string): readonly string[] {
  return (schema.getType(name) as GraphQLEnumType).getValues().map((value) => value.name);
}

function written(count: number): string {
  return count.toLocaleString('en');
}

test('the codes of refusals are those of the schema', () => {
  const told = firstCells('Refusals and errors').flatMap((cell) =>
    [...cell.matchAll(/`(\w+)`/g)].map(([, code]) => code),
  );
  expect([...told].sort()).toEqual([...valuesOf('UserErrorCode')].sort());
});

test('the codes of errors are those that pass the mask', () => {
  const [, sentence = ''] = section('Refusals and errors').split('Top-level errors carry `extensions.code`:');
  const told = [...sentence.matchAll(/`([A-Z_]{4,})`/g)].map(([, code]) => code);
  expect([...new Set(told)].sort()).toEqual([...publicCodes].sort());
});

test('how long a token lives is what the sources say', () => {
  const rows = section('Tokens').split('\n');
  const told = (begin: string) =>
    /\| (\d+) days without use \|/.exec(rows.find((row) => row.includes(`\`${begin}\``)) ?? '')?.[1];
  expect([told('s_'), told('v_')].map(Number)).toEqual(
    [staffSessionSeconds, visitorSessionSeconds].map((seconds) => seconds / 86_400),
  );
});

test('each reason for a reset is told', () => {
  expect(
    valuesOf('ResetReason').filter((reason) => !section('Order, gaps and resuming').includes(`\`${reason}\``)),
  ).toEqual([]);
});

test('the close codes are our own, those of the frame layer and those of the protocol engine', () => {
  const told = firstCells('Close codes').flatMap((cell) => cell.split(', ').map(Number));
  const ofServer = [
    'BadRequest',
    'Unauthorized',
    'Forbidden',
    'SubprotocolNotAcceptable',
    'ConnectionInitialisationTimeout',
  ];
  const engine = [...ofServer, 'SubscriberAlreadyExists', 'TooManyInitialisationRequests'].map(
    (name) => CloseCode[name as keyof typeof CloseCode],
  );
  // 1007 and 1009 come from ws; 1012 from whatever stands in front and restarts.
  const meant = new Set<number>([...Object.values(closeCodes), ...engine, 1007, 1009, 1012]);
  expect([...told].sort()).toEqual([...meant].sort());
});

test('every limit of a document is told with its number', () => {
  const told = section('Limits');
  const { bytes, tokens, depth, aliases, rootFields, directives, selections, repeats, cost, ...others } =
    documentLimits;
  expect(others).toEqual({});
  const rows = [
    `| a document | ${bytes / 1_024} KiB |`,
    `| its tokens | ${written(tokens)} |`,
    `| levels of fields | ${depth} |`,
    `| aliases, root fields, directives | ${aliases}, ${rootFields}, ${directives} |`,
    `| fields selected, fragments counted at each spread | ${written(selections)} |`,
    `| one field in the same place | ${repeats} times |`,
    `| fields of an answer, page sizes multiplied (variables too) | ${written(cost)} |`,
  ];
  expect(rows.filter((row) => !told.includes(row))).toEqual([]);
});

test('the limits of sockets, doors and texts are told with their numbers', () => {
  const told = section('Limits');
  const bound = /const channelBound = (\d+);/.exec(read('src/events/channel.ts'))?.[1];
  const sockets = /sockets = ([\d_]+)/.exec(read('src/server/ws.ts'))?.[1]?.replace('_', ',');
  const rows = [
    `| operations on one socket | ${socketLimits.operations} |`,
    `| a reader whose network takes nothing | ${socketLimits.stalledMs / 1_000} seconds, or ${socketLimits.bufferedBytes / 1_048_576} MiB that wait |`,
    `(one each ${socketLimits.pingEveryMs / 1_000} seconds)`,
    `| unread frames of a subscription | ${bound} |`,
    `| sockets of one process | ${sockets} |`,
    `| ${doorLimits.atOnce} at once, then ${doorLimits.perMinute} a minute and address`,
    `| text of a message | 1–${written(maxTextLength)} characters |`,
    `| names | ${maxNameLength} characters |`,
  ];
  expect(rows.filter((row) => !told.includes(row))).toEqual([]);
});
