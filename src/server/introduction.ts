/** What the terminal reads once the server listens: where everything is, who may sign in, and how to end it. */
import { isAbsolute, join, relative } from 'node:path';
import { signIn } from '../actions';
import type { Parley } from './compose';
import type { Config } from './config';
import type { DemoFile } from './demo-file';

interface Introduced {
  readonly parley: Pick<Parley, 'url' | 'ports'>;
  readonly demo: DemoFile | null;
}

const people = (demo: DemoFile): readonly string[] =>
  [demo.admin, ...demo.agents].map(
    ({ name, email, password }) =>
      `  ${name.padEnd(14)} ${email.padEnd(18)} ${password}   ${email === demo.admin.email ? 'admin' : 'agent'}`,
  );

/** As one would type it, where that is shorter. */
function asTyped(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith('..') || isAbsolute(fromHere) ? path : fromHere;
}

/** Signs in as the demo's admin for the token; in production nobody is handed one. */
export async function introduction({ parley, demo }: Introduced, config: Config): Promise<readonly string[]> {
  const { url, ports } = parley;
  const lines = ['', `Parley is at ${url}/graphql (HTTP and WebSocket)`, `  Inbox      ${url}/inbox/`];
  if (demo !== null) lines.push(`  Demo shop  ${url}/demo`);
  if (!config.production) lines.push(`  GraphiQL   ${url}/graphiql`);
  lines.push(`  SDK        npm install ${url}/sdk.tgz`);
  if (demo !== null) {
    lines.push('', `The demo workspace, also in ${asTyped(join(config.dataDir, 'demo.json'))}`, ...people(demo));
    lines.push(`  ${'Workspace key'.padEnd(14)} ${demo.workspaceKey}`);
  }
  if (demo !== null && !config.production) {
    const admin = await signIn(ports, demo.admin);
    if (admin.ok) lines.push('', "A token for GraphiQL (the admin's)", `  ${admin.value.token}`);
  }
  return [...lines, '', `Ctrl-C ends it${config.databaseUrl === null ? '; what was said is kept' : ''}.`];
}
