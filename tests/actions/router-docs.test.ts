import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { stepOf } from '../../src/routing/steps';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { routerSecret, RouterStage } from '../support/router-stage';

const text = readFileSync(join(__dirname, '..', '..', 'docs', 'routing.md'), 'utf8');
const section = text.slice(text.indexOf('## External decision'));

function blockOf(language: string): string {
  const [, block] = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(section) ?? [];
  if (block === undefined) throw new Error(`There is no ${language} in this section.`);
  return block;
}

type Headers = Readonly<Record<string, unknown>>;
type Check = (secret: string, headers: Headers, body: string | Buffer, now?: number) => boolean;

let db: TestDatabase;
let on: RouterStage;
beforeAll(async () => {
  db = await openTestDatabase();
  on = await RouterStage.open(db);
  await on.stage.agent();
  await on.routes(stepOf('EXTERNAL', { routerId: await on.router() }));
  await on.isDecided(await on.stage.asks(await on.stage.visitor()));
});
afterAll(async () => {
  await on.close();
  await db.close();
});

test('the sample that checks signatures takes what is sent, and nothing else', () => {
  const code = `${blockOf('js')}\nisFromParley;`;
  const isFromParley = runInNewContext(code, { require, Buffer, Date }) as Check;
  const [asked] = on.customer.asked;
  if (asked === undefined) throw new Error('It was not asked.');
  const { headers, body } = asked;
  expect(isFromParley(routerSecret, headers, body)).toBe(true);
  expect(isFromParley(routerSecret, headers, Buffer.from(body))).toBe(true);
  expect(isFromParley('another-secret-of-theirs', headers, body)).toBe(false);
  expect(isFromParley(routerSecret, headers, `${body} `)).toBe(false);
  expect(isFromParley(routerSecret, headers, body, Date.now() + 301_000)).toBe(false);
  expect(isFromParley(routerSecret, { ...headers, 'parley-timestamp': '1' }, body)).toBe(false);
  expect(isFromParley(routerSecret, { ...headers, 'parley-signature': 'v1=' }, body)).toBe(false);
  expect(isFromParley(routerSecret, {}, body)).toBe(false);
});

test('the sample question has the fields of a real one', () => {
  const sample = JSON.parse(blockOf('json')) as Headers & { readonly candidates: readonly object[] };
  const real = on.customer.asked[0]?.question as typeof sample;
  expect(Object.keys(sample)).toEqual(Object.keys(real));
  expect(Object.keys(sample.candidates[0] ?? {})).toEqual(Object.keys(real.candidates[0] ?? {}));
});
