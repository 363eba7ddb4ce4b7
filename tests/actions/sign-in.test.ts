import { agentCreate } from '../../src/actions/agent-create';
import { apiTokenCreate } from '../../src/actions/api-token-create';
import { apiTokenRevoke } from '../../src/actions/api-token-revoke';
import { signIn } from '../../src/actions/sign-in';
import { signOut } from '../../src/actions/sign-out';
import { permissionsOfProfile } from '../../src/auth/profiles';
import { newId } from '../../src/stores/ids';
import { db, stage } from '../support/empty-stage';
import { admin, faultsOf, integration } from '../support/staff';
import { createStage, valueOf } from '../support/stage';

const password = 'correct horse battery';

async function ann() {
  const email = `${newId()}@example.com`;
  const input = { name: 'Ann', email, password, capacity: null, profile: 'LIVE_AGENT' } as const;
  const agentId = valueOf(await agentCreate(stage.ports, admin(stage), input));
  return { email, agentId };
}

interface SessionRow {
  readonly kind: string;
  readonly slides_seconds: number | null;
  readonly expires_at: Date | null;
  readonly open: boolean;
}
async function sessionOf(token: string): Promise<SessionRow | undefined> {
  const [row] = await db.rows<SessionRow>(
    'SELECT kind, slides_seconds, expires_at, revoked_at IS NULL AS open FROM session WHERE token_hash = $1',
    [stage.ports.secrets.hashToken(token)],
  );
  return row;
}

test('signing in gives a token that lives for two weeks without use', async () => {
  const { email, agentId } = await ann();
  const signedIn = valueOf(await signIn(stage.ports, { email: ` ${email.toUpperCase()} `, password }));
  expect(signedIn).toMatchObject({ agentId, workspaceId: stage.workspaceId });
  const twoWeeks = 14 * 24 * 60 * 60;
  expect(await sessionOf(signedIn.token)).toMatchObject({ kind: 'AGENT', slides_seconds: twoWeeks, open: true });
  expect(signedIn.expiresAt).toEqual((await sessionOf(signedIn.token))?.expires_at);
});

test('a wrong address, a wrong password and what cannot be either get one and the same answer', async () => {
  const { email } = await ann();
  const tried = [
    { email, password: 'wrong horse battery' },
    { email: 'nobody@example.com', password },
    { email: 'not an address', password },
    { email: 'a\u0000b@example.com', password },
    { email: `${'a'.repeat(1_000)}@example.com`, password },
    { email, password: `${password}${'x'.repeat(10_000)}` },
    { email, password: '' },
    { email: '', password: '' },
  ];
  const answers = await Promise.all(tried.map((input) => signIn(stage.ports, input)));
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(answers.map(faultsOf)).toEqual(tried.map(() => ['INVALID']));
});

test('signing out ends that session and no other', async () => {
  const { email, agentId } = await ann();
  const [here, there] = [
    valueOf(await signIn(stage.ports, { email, password })),
    valueOf(await signIn(stage.ports, { email, password })),
  ];
  const actor = { ...admin(stage), agentId };
  valueOf(await signOut(stage.ports, actor, { token: here.token }));
  expect((await sessionOf(here.token))?.open).toBe(false);
  expect((await sessionOf(there.token))?.open).toBe(true);
  expect(faultsOf(await signOut(stage.ports, integration(stage, []), { token: there.token }))).toEqual(['FORBIDDEN']);
});

test('an API token opens what it was given until it is revoked', async () => {
  const boss = await stage.agent({ permissions: permissionsOfProfile.ADMIN });
  const expiresAt = new Date('2040-01-01T00:00:00Z');
  const input = { name: 'CRM', permissions: ['AGENTS_MANAGE', 'TEAMS_VIEW', 'AGENTS_MANAGE'] as const, expiresAt };
  const { apiTokenId, secret } = valueOf(await apiTokenCreate(stage.ports, boss, input));
  expect(secret).toMatch(/^i_/);
  expect(await sessionOf(secret)).toEqual({
    kind: 'INTEGRATION',
    slides_seconds: null,
    expires_at: expiresAt,
    open: true,
  });
  const record = await stage.work((tx) => tx.apiTokens.find(apiTokenId));
  expect(record).toMatchObject({ name: 'CRM', permissions: ['AGENTS_MANAGE', 'TEAMS_VIEW'], revokedAt: null });
  for (let time = 0; time < 2; time += 1) {
    expect(valueOf(await apiTokenRevoke(stage.ports, boss, { apiTokenId }))).toBe(apiTokenId);
  }
  expect((await sessionOf(secret))?.open).toBe(false);
  expect((await stage.work((tx) => tx.apiTokens.find(apiTokenId)))?.revokedAt).not.toBeNull();
});

test('an API token may never do more than who makes it, and makes no further ones', async () => {
  const boss = await stage.agent({ permissions: permissionsOfProfile.ADMIN });
  const token = { name: 'CRM', permissions: ['LIVE_CHAT_TAKE'] as const, expiresAt: null };
  expect(faultsOf(await apiTokenCreate(stage.ports, boss, token))).toEqual(['FORBIDDEN permissions.0']);
  const harmless = { ...token, permissions: [] };
  expect(faultsOf(await apiTokenCreate(stage.ports, boss, { ...harmless, name: '' }))).toEqual(['INVALID name']);
  const past = { ...harmless, expiresAt: new Date('2000-01-01T00:00:00Z') };
  expect(faultsOf(await apiTokenCreate(stage.ports, boss, past))).toEqual(['INVALID expiresAt']);
  for (const actor of [integration(stage, permissionsOfProfile.ADMIN), await stage.agent(), await stage.visitor()]) {
    expect(faultsOf(await apiTokenCreate(stage.ports, actor, harmless))).toEqual(['FORBIDDEN']);
    const unknownToken = { apiTokenId: newId<'ApiToken'>() };
    expect(faultsOf(await apiTokenRevoke(stage.ports, actor, unknownToken))).toEqual(['FORBIDDEN']);
  }
});

test('an API token of another workspace is unknown', async () => {
  const boss = await stage.agent({ permissions: permissionsOfProfile.ADMIN });
  const { apiTokenId, secret } = valueOf(
    await apiTokenCreate(stage.ports, boss, { name: 'CRM', permissions: [], expiresAt: null }),
  );
  const other = await createStage(db);
  expect(faultsOf(await apiTokenRevoke(other.ports, admin(other), { apiTokenId }))).toEqual(['NOT_FOUND apiTokenId']);
  expect((await sessionOf(secret))?.open).toBe(true);
});
