/** A real process of the built server: what `npm start` becomes, on a database that several share. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Happenings } from './happenings';

const root = join(__dirname, '..', '..');
const entry = join(root, 'dist', 'src', 'server', 'main.js');

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Builds what changed: nothing at all for most runs. */
export function buildServer(): void {
  execFileSync(process.execPath, [join(root, 'scripts', 'build.mjs'), 'server'], { cwd: root, stdio: 'pipe' });
}

export class Node {
  /** Null until it listens, and again once it is gone. */
  port: number | null = null;
  readonly output = new Happenings<string>('The process');
  readonly exited: Promise<Exit>;
  private readonly process: ChildProcess;
  private readonly dataDir = mkdtempSync(join(tmpdir(), 'parley-node-'));

  constructor(databaseUrl: string) {
    this.process = spawn(process.execPath, [entry], {
      cwd: this.dataDir,
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: databaseUrl,
        PORT: '0',
        PARLEY_DATA_DIR: this.dataDir,
        LOG_LEVEL: 'warn',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const hear = (chunk: Buffer): void =>
      String(chunk)
        .split('\n')
        .filter(Boolean)
        .forEach((line) => this.output.add(line));
    this.process.stdout?.on('data', hear);
    this.process.stderr?.on('data', hear);
    this.exited = new Promise((resolve) => {
      this.process.once('exit', (code, signal) => {
        this.port = null;
        rmSync(this.dataDir, { recursive: true, force: true });
        this.output.add(`(exited with ${signal ?? code})`);
        resolve({ code, signal });
      });
    });
  }

  async listens(): Promise<this> {
    const address = /^Parley is at http:\/\/[^:]+:(\d+)\//;
    const line = await this.output.first(
      'the server to listen',
      (one) => address.test(one) || one.startsWith('(exited'),
    );
    this.port = Number(address.exec(line)?.[1]);
    if (Number.isNaN(this.port)) throw new Error(`The server did not start:\n  ${this.output.all.join('\n  ')}`);
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get isAlive(): boolean {
    return this.process.exitCode === null && this.process.signalCode === null;
  }

  /** By its own process id; resolves when it is gone. */
  async kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<Exit> {
    // Dead to its clients from now on, whenever the system says so.
    if (signal === 'SIGKILL') this.port = null;
    this.process.kill(signal);
    return this.exited;
  }
}
