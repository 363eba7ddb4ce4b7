/** A page says who sits there, and the customer's server has signed it. */
import { createHmac } from 'node:crypto';
import { identitySecretCreate } from '../../src/actions/identity-secret-create';
import { visitorVouch } from '../../src/actions/visitor-vouch';
import type { VisitorActor } from '../../src/auth/actor';
import { db, stage } from '../support/empty-stage';
import { admin, faultsOf, integration } from '../support/staff';
import { codeOf, createStage, valueOf } from '../support/stage';

let visitor: VisitorActor;
beforeEach(async () => {
  visitor = await stage.visitor();
});

/** As any server would make it. */
const signs = (secret: string, email: string): string =>
  createHmac('sha256', secret).update(email.toLowerCase()).digest('hex');
const makesSecret = async (): Promise<string> =>
  valueOf(await identitySecretCreate(stage.ports, admin(stage), { replace: true }));
const says = (email: string, signature: string, who: VisitorActor = visitor) =>
  visitorVouch(stage.ports, who, { email, signature });
const factsOf = (who: VisitorActor) => stage.work((tx) => tx.people.findFacts(who.visitorId));

test('a signed address makes the visitor that person, at every browser, by the word of an integration', async () => {
  const secret = await makesSecret();
  valueOf(await says('Vera@Example.com', signs(secret, 'vera@example.com')));
  const other = await stage.visitor();
  valueOf(await says('vera@example.com', signs(secret, 'VERA@EXAMPLE.COM').toUpperCase(), other));
  const [first, second] = [await factsOf(visitor), await factsOf(other)];
  expect(first.personId).not.toBeNull();
  expect(second.personId).toBe(first.personId);
  expect(first.attributes).toContainEqual({ name: 'email', value: 'vera@example.com', source: 'INTEGRATION' });
});

test('a wrong signature changes nothing, and neither does one of another secret or another workspace', async () => {
  const secret = await makesSecret();
  const other = await createStage(db);
  const others = valueOf(await identitySecretCreate(other.ports, admin(other), { replace: false }));
  for (const signature of [
    '',
    'x',
    signs(secret, 'bob@example.com'),
    signs('guessed', 'vera@example.com'),
    signs(others, 'vera@example.com'),
    `${signs(secret, 'vera@example.com')}0`,
  ]) {
    expect(faultsOf(await says('vera@example.com', signature))).toEqual(['INVALID signature']);
  }
  expect(faultsOf(await says('vera', signs(secret, 'vera')))).toEqual(['INVALID email']);
  expect((await factsOf(visitor)).personId).toBeNull();
});

test('with a new secret the signatures of the old one count no more', async () => {
  const old = await makesSecret();
  expect(codeOf(await identitySecretCreate(stage.ports, admin(stage), { replace: false }))).toBe('CONFLICT');
  valueOf(await says('vera@example.com', signs(old, 'vera@example.com')));
  const now = await makesSecret();
  expect(faultsOf(await says('vera@example.com', signs(old, 'vera@example.com')))).toEqual(['INVALID signature']);
  valueOf(await says('vera@example.com', signs(now, 'vera@example.com')));
});

test('without a secret nobody can vouch, and the answer says how to make one', async () => {
  const refused = await says('vera@example.com', signs('none', 'vera@example.com'));
  expect(refused).toMatchObject({ refusals: [{ message: expect.stringContaining('identitySecretCreate') as string }] });
});

test('the secret is for who keeps privacy, vouching for visitors; it lies sealed in the database', async () => {
  expect(codeOf(await identitySecretCreate(stage.ports, visitor, { replace: false }))).toBe('FORBIDDEN');
  expect(
    codeOf(await identitySecretCreate(stage.ports, integration(stage, ['DIALOGS_MANAGE']), { replace: false })),
  ).toBe('FORBIDDEN');
  const secret = await makesSecret();
  const [row] = await db.rows<{ stored: Uint8Array }>(
    'SELECT identity_secret AS stored FROM workspace WHERE workspace_id = $1',
    [stage.workspaceId],
  );
  expect(Buffer.from(row?.stored ?? []).toString('latin1')).not.toContain(secret);
  expect(codeOf(await visitorVouch(stage.ports, admin(stage), { email: 'vera@example.com', signature: 'x' }))).toBe(
    'FORBIDDEN',
  );
});
