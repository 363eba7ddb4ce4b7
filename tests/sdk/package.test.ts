/** The package that a project of somebody else's installs from a running server, and the README's program that uses it. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { becomes } from '../support/becomes';
import { type Desk, openDesk } from '../support/desk';
import { Happenings } from '../support/happenings';

const root = join(__dirname, '..', '..');
const typescript = join(root, 'node_modules/typescript/bin/tsc');
let desk: Desk;
let project: string;

/** As `npm install` leaves it: the package as it was served, and beside it what it depends on. */
async function install(): Promise<void> {
  const packed = join(project, 'sdk.tgz');
  const response = await desk.server.get('/sdk.tgz');
  expect(response.headers.get('content-type')).toBe('application/gzip');
  writeFileSync(packed, Buffer.from(await response.arrayBuffer()));
  const modules = join(project, 'node_modules');
  mkdirSync(join(modules, 'parley-sdk'), { recursive: true });
  execFileSync('tar', ['-xzf', packed, '--strip-components=1', '-C', join(modules, 'parley-sdk')]);
  const { dependencies } = JSON.parse(readFileSync(join(modules, 'parley-sdk/package.json'), 'utf8')) as {
    dependencies: Readonly<Record<string, string>>;
  };
  for (const name of [...Object.keys(dependencies), 'ws', '@types']) {
    mkdirSync(join(modules, name, '..'), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
}

beforeAll(async () => {
  execFileSync(process.execPath, [join(root, 'scripts/build.mjs'), 'sdk'], { cwd: root, stdio: 'pipe' });
  project = mkdtempSync(join(tmpdir(), 'parley-project-'));
  desk = await openDesk({ forAll: true });
  await install();
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

/** The block of the README that begins with `// first.mjs`, as it stands there; the port alone is the test's. */
function firstProgram(): string {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const [, block] = /```js\n(\/\/ first\.mjs\n[\s\S]*?)```/.exec(readme) ?? [];
  if (block === undefined) throw new Error('The README has no first.mjs any more.');
  expect(block).toContain('http://127.0.0.1:4000/graphql');
  return block.replace('http://127.0.0.1:4000', desk.server.url);
}

function run(
  file: string,
  args: readonly string[],
): { readonly process: ChildProcess; readonly said: Happenings<string> } {
  const said = new Happenings<string>('The program');
  const child = spawn(process.execPath, [join(project, file), ...args], { cwd: project });
  const hear = (chunk: Buffer): void =>
    String(chunk)
      .split('\n')
      .filter(Boolean)
      .forEach((line) => said.add(line));
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  return { process: child, said };
}

test('the first subscription of the README hears a visitor ask for its agent', async () => {
  const ben = await desk.agent({ name: 'Ben' });
  const vera = await desk.visitor();
  writeFileSync(join(project, 'first.mjs'), firstProgram());
  const listeners = desk.server.parley.counts().listeners;
  const program = run('first.mjs', [ben.credentials.email, ben.credentials.password]);
  try {
    await becomes(() => desk.server.parley.counts().listeners > listeners, true);
    await vera.asksForAnAgent();
    const line = await program.said.first('the offer', (said) => said.startsWith('OfferCreated '));
    expect(line).toMatch(/^OfferCreated \S+$/);
  } finally {
    program.process.kill();
    await new Promise((resolve) => program.process.once('exit', resolve));
  }
});

test('with a wrong password it says what to do', async () => {
  writeFileSync(join(project, 'first.mjs'), firstProgram());
  const { said, process: child } = run('first.mjs', ['nobody@example.com', 'not the password']);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await said.first('the refusal', (line) => /^Error: .*(password|e-mail)/i.test(line));
  await ended;
  expect(child.exitCode).toBe(1);
});

test('its types hold for a strict project, for documents of the SDK and for a text of its own', () => {
  const own = `
    const { serverTime } = dataOf(await parley.request<{ serverTime: string }, object>('query { serverTime }', {}));
    const words: string = serverTime;
    // @ts-expect-error
    const number: number = signIn.token;
    export { number, words };
  `;
  const program = firstProgram().replace('= process.argv.slice(2)', "= ['a', 'b'] as const");
  writeFileSync(join(project, 'typed.mts'), program + own);
  const options = [
    '--noEmit',
    '--strict',
    '--module',
    'nodenext',
    '--target',
    'es2022',
    '--types',
    'node',
    'typed.mts',
  ];
  let complaints = '';
  try {
    execFileSync(process.execPath, [typescript, ...options], { cwd: project, stdio: 'pipe' });
  } catch (error) {
    complaints = String((error as { stdout: Buffer }).stdout);
  }
  expect(complaints).toBe('');
});

test('the same sources give the same bytes, and nothing of this machine is in them', async () => {
  const pack = `import('${join(root, 'scripts/sdk-package.mjs')}').then(({ packSdk }) => process.stdout.write(packSdk()))`;
  const again = execFileSync(process.execPath, ['-e', pack], { maxBuffer: 10_000_000 });
  const served = Buffer.from(await (await desk.server.get('/sdk.tgz')).arrayBuffer());
  expect(served.equals(again)).toBe(true);
  expect(execFileSync('tar', ['-xzO'], { input: again, maxBuffer: 10_000_000 }).includes(root)).toBe(false);
});
