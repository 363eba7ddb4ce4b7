/**
 * Which of 1,000 published dialogs a visitor meets, with a verdict on each of the others. Beside it the loop that one would
 * write first: every dialog's patterns and conditions read anew for each visitor. Both are asked the same visits in
 * alternation, and their winners must be the same. Then the same question over a socket, where the database must stay out
 * of it.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openCast } from './support/cast.mjs';
import { cpuOf, median, percentile, round, timed } from './support/measure.mjs';
import { Socket } from './support/socket.mjs';

export const title = 'Dialog match (1,000 published dialogs, every verdict)';
const require = createRequire(import.meta.url);
const dialogs = 1_000;
const languages = ['sv', 'en', 'de-AT', 'zh-Hant', 'nl'];
const countries = ['SE', 'NO', 'DE', 'US'];

/** The same numbers in every run. */
function dice(seed) {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

function audienceOf(index) {
  const roll = dice(index + 1);
  const host = `site${roll(40)}.example`;
  const targets = [
    [`https://${host}/*`],
    [`https://*.${host}/shop/*/item-*`, `https://${host}/pricing`],
    [`${host}/a*b*c/*`, `https://www.${host}/`],
    ['https://*/campaign/*'],
    ...(roll(20) === 0 ? [[]] : [[`https://${host}/docs/*`]]),
  ][roll(5)];
  const conditions = [
    { kind: 'LANGUAGE', languages: [languages[roll(5)], languages[roll(5)]] },
    { kind: 'ATTRIBUTE', attribute: 'country', operator: 'IS', values: [countries[roll(4)], countries[roll(4)]] },
    { kind: 'ATTRIBUTE', attribute: 'companySize', operator: 'GREATER_THAN', values: [String(roll(500))] },
    { kind: 'QUERY_PARAMETER', name: 'utm_source', operator: 'CONTAINS', values: ['news', 'mail'] },
    { kind: 'REFERRER', patterns: ['https://www.google.com/*', '*.partner.example/*'] },
    { kind: 'RETURNING', returning: roll(2) === 0 },
    { kind: 'KNOWN', known: roll(2) === 0 },
  ];
  const some = (count) => Array.from({ length: count }, () => conditions[roll(conditions.length)]);
  return {
    conditions: {
      match: 'ALL',
      conditions: some(1 + roll(3)),
      groups: [{ match: 'ANY', conditions: some(2 + roll(2)) }],
    },
    targets,
    exclusions: [`https://${host}/secret/*`],
    triggers: { secondsOnPage: roll(3) === 0 ? 30 : null, secondsOnSite: null, scrollPercent: null, exitIntent: false },
    frequency: null,
  };
}

function visitOf(index) {
  const roll = dice(10_000 + index);
  const host = `${['', 'www.', 'deep.www.'][roll(3)]}site${roll(40)}.example`;
  const path = ['', 'pricing', `shop/x/item-${roll(9)}`, 'axbyc/z', 'secret/x', 'campaign/spring'][roll(6)];
  return {
    pageUrl: `https://${host}/${path}${roll(2) ? '?utm_source=newsletter#x' : ''}`,
    language: languages[roll(5)],
    referrer: [null, 'https://www.google.com/search', 'https://x.partner.example/y'][roll(3)],
    returning: roll(2) === 0,
    attributes: [
      { name: 'country', value: countries[roll(4)] },
      { name: 'companySize', value: String(roll(1_000)) },
      ...(roll(2) ? [{ name: 'email', value: 'ann@example.com' }] : []),
    ],
  };
}

function factsOf({ pageUrl, language, referrer, returning, attributes }) {
  return {
    attributes: new Map(attributes.map(({ name, value }) => [name.toLowerCase(), value])),
    shown: new Map(),
    lists: new Set(),
    language,
    pageUrl,
    referrer,
    returning,
    businessHoursOpen: true,
    agentAvailable: () => true,
  };
}

const standing = {
  now: new Date(0),
  chatEnabled: true,
  completed: new Set(),
  shown: new Set(),
  showings: new Map(),
  engagedIn: null,
  dwell: { secondsOnPage: 0, secondsOnSite: 0, scrollPercent: 0, exitIntent: false },
};

/** Every dialog, every pattern and every condition, read anew each time. */
function naiveLoop({ root, published }) {
  const { groupHolds } = require(join(root, 'dist/src/streams/conditions.js'));
  const { addressOf, matchesAddress, readUrlPattern } = require(join(root, 'dist/src/streams/url-pattern.js'));
  const isHere = (patterns, address) =>
    patterns.some((source) => {
      const read = readUrlPattern(source);
      return read.ok && matchesAddress(read.pattern, address);
    });
  return (facts) => {
    let best = null;
    for (const dialog of published) {
      const address = addressOf(facts.pageUrl);
      const { targets, exclusions, conditions } = dialog.audience;
      if (targets.length > 0 && !isHere(targets, address)) continue;
      if (isHere(exclusions, address) || !groupHolds(conditions, facts)) continue;
      if (best === null || dialog.priority > best.priority) best = dialog;
    }
    return best?.id ?? null;
  };
}

export async function run(rig, { full }) {
  const { compileAudiences } = require(join(rig.root, 'dist/src/streams/audience.js'));
  const product = await rig.product();
  const cast = await openCast(rig, product);
  const published = await publish(rig, cast);
  const matcher = compileAudiences(published);
  const naive = naiveLoop({ root: rig.root, published });
  const visits = Array.from({ length: full ? 20_000 : 4_000 }, (_, index) => visitOf(index));
  const [judging, resolving, looping] = [[], [], []];
  let different = 0;
  let met = 0;
  for (const [index, visit] of visits.entries()) {
    const facts = factsOf(visit);
    const judged = timed(judging, () => matcher.judge(facts, standing));
    const resolved = timed(resolving, () => matcher.resolve(facts, standing));
    const winner = judged.resolved?.dialog.id ?? null;
    if (winner !== null) met += 1;
    if ((resolved?.dialog.id ?? null) !== winner || judged.verdicts.length !== dialogs) different += 1;
    if (index % 10 === 0 && timed(looping, () => naive(facts)) !== winner) different += 1;
  }
  const { wire, transactions } = await overTheSocket(rig, { product, cast, visits, matcher });
  const p99 = percentile(judging, 99);
  const wireP99 = percentile(wire.latencies, 99);
  const ms = (values, p) => round(percentile(values, p), 3);
  return {
    rows: [
      ['', 'Parley', 'naive loop', 'ratio', 'budget'],
      ['visits', visits.length, looping.length, '', ''],
      ['of them with a winner', met, '', '', ''],
      ['winner, median CPU ms', ms(resolving, 50), ms(looping, 50), round(median(resolving) / median(looping), 3), ''],
      ['winner and verdicts, median CPU ms', ms(judging, 50), '', round(median(judging) / median(looping), 3), ''],
      ['winner and verdicts, p99 CPU ms', ms(judging, 99), ms(looping, 99), '', '≤ 5'],
      ['over a socket, server CPU ms a match', round(wire.cpu, 3), '', '', ''],
      ['over a socket, p50 ms', ms(wire.latencies, 50), '', '', ''],
      ['over a socket, p99 ms', ms(wire.latencies, 99), '', '', '≤ 5'],
      ['transactions of the database a match', round(transactions, 4), '', '', '≤ 0.05'],
      ['winners that differ', different + wire.different, '', '', '0'],
    ],
    met:
      p99 <= 5 && wireP99 <= 5 && transactions <= 0.05 && different + wire.different === 0 && met > visits.length / 10,
  };
}

/** By SQL, before the product has looked: publishing a thousand by hand is not what is measured. */
async function publish(rig, cast) {
  const audiences = Array.from({ length: dialogs }, (_, index) => audienceOf(index));
  await rig.owner.query(`UPDATE dialog SET status = 'UNPUBLISHED' WHERE workspace_id = $1`, [cast.workspaceId]);
  const { rows } = await rig.owner.query(
    `WITH made AS (
       INSERT INTO dialog (workspace_id, dialog_id, key, name, priority, cards, audience)
       SELECT $1, gen_random_uuid(), 'bench-' || n, 'Dialog ' || n, n, '[]', a
       FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS t (a, n) RETURNING *
     ), versions AS (
       INSERT INTO dialog_version (workspace_id, dialog_id, version, cards, audience)
       SELECT workspace_id, dialog_id, 1, cards, audience FROM made
     )
     SELECT dialog_id AS id, name, priority, audience FROM made`,
    [cast.workspaceId, JSON.stringify(audiences)],
  );
  await rig.owner.query(
    `UPDATE dialog SET status = 'PUBLISHED', published_version = 1, published_at = now()
     WHERE workspace_id = $1 AND key LIKE 'bench-%'`,
    [cast.workspaceId],
  );
  return rows.map((row) => ({ ...row, kind: 'DIALOG', version: 1, publishedAt: new Date(0) }));
}

const match = `query ($input: DialogMatchInput!) { dialogMatch(input: $input) {
  waitsFor { secondsOnPage } verdictCounts { verdict count } verdicts { dialogId verdict failedConditions { kind } }
} }`;

/** One at a time: how long an author waits for an answer. */
async function overTheSocket(rig, { product, cast, visits, matcher }) {
  const socket = await Socket.open(product.socketUrl, cast.admin);
  const ask = async ({ pageUrl, language, referrer, returning, attributes }) => {
    const input = { pageUrl, attributes, returning, visit: { language, ...(referrer && { referrer }) } };
    return (await socket.ask(match, { input })).dialogMatch;
  };
  const asked = visits.slice(0, 1_000);
  for (const visit of asked.slice(0, 200)) await ask(visit);
  await wait(1_500);
  const before = await committed(rig);
  const [latencies, began, burnt] = [[], performance.now(), cpuOf(product.pid)];
  let different = 0;
  for (const visit of asked) {
    const start = performance.now();
    const { verdicts, verdictCounts } = await ask(visit);
    latencies.push(performance.now() - start);
    const { resolved } = matcher.judge(factsOf(visit), standing);
    const told = verdicts.find(({ verdict }) => verdict === 'WINS' || verdict === 'TRIGGER_PENDING');
    const winner = told === undefined ? null : cast.plainId(told.dialogId);
    const counted = verdictCounts.reduce((sum, { count }) => sum + count, 0);
    if (winner !== (resolved?.dialog.id ?? null) || counted !== dialogs) different += 1;
  }
  const lasted = performance.now() - began;
  const cpu = (cpuOf(product.pid) - burnt) / asked.length / 1e3;
  await wait(1_500);
  const during = (await committed(rig)) - before;
  // What the process does by itself, second for second, is not the matches'.
  const idleFrom = await committed(rig);
  await wait(3_000);
  const idle = ((await committed(rig)) - idleFrom) / 3_000;
  socket.close();
  return {
    wire: { latencies, different, cpu },
    transactions: Math.max(0, during - idle * (lasted + 1_500)) / asked.length,
  };
}

async function committed(rig) {
  const { rows } = await rig.owner.query(
    'SELECT (xact_commit + xact_rollback)::integer AS count FROM pg_stat_database WHERE datname = current_database()',
  );
  return rows[0].count;
}
