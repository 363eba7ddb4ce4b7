/** demo.json in the data directory: what the demo workspace was made with. Its passwords stand nowhere else. */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface DemoPerson {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

export interface DemoFile {
  readonly workspaceKey: string;
  /** What the shop's server signs its customer's address with; absent in files of earlier versions. */
  readonly identitySecret?: string;
  readonly admin: DemoPerson;
  readonly agents: readonly DemoPerson[];
  /** Global ids, by the page of the demo shop that shows the dialog. */
  readonly dialogs: Readonly<Record<string, string>>;
  /** Where the process that wrote this listened last. */
  readonly url: string | null;
}

const fileName = 'demo.json';

export async function readDemoFile(dataDir: string): Promise<DemoFile | null> {
  let text: string;
  try {
    text = await readFile(join(dataDir, fileName), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  return JSON.parse(text) as DemoFile;
}

/** Written beside its place and moved there: whoever reads it meanwhile reads the old one or the new one. */
export async function writeDemoFile(dataDir: string, demo: DemoFile): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const path = join(dataDir, fileName);
  await writeFile(`${path}.new`, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
  await rename(`${path}.new`, path);
}

/** 20 characters without those that look alike: read from a screen, typed into a form. */
export function newPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const drawn = [...randomBytes(64)].filter((byte) => byte < 256 - (256 % letters.length)).slice(0, 20);
  const text = drawn.map((byte) => letters[byte % letters.length]).join('');
  return text.replace(/(.{5})(?=.)/g, '$1-');
}
