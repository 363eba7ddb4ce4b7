/** The source tree as the house tests see it: every file with its imports, read as text. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix, relative, resolve } from 'node:path';

export const root = resolve(__dirname, '../..');

export interface SourceFile {
  /** From the repository's root, with forward slashes: `src/routing/decide.ts`. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly {
    readonly specifier: string;
    readonly target: string | null;
  }[];
}

export function filesUnder(folder: string, endings: readonly string[] = ['.ts', '.tsx']): readonly SourceFile[] {
  const found: SourceFile[] = [];
  const walk = (directory: string): void => {
    for (const entry of readdirSync(directory).sort()) {
      if (entry === 'node_modules' || entry === 'generated' || entry === 'dist') continue;
      const full = join(directory, entry);
      if (statSync(full).isDirectory()) walk(full);
      else if (endings.some((ending) => entry.endsWith(ending))) found.push(read(full));
    }
  };
  walk(join(root, folder));
  return found;
}

function read(full: string): SourceFile {
  const text = readFileSync(full, 'utf8');
  const path = relative(root, full).split('\\').join('/');
  const pattern = /^\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?from\s+)?['"]([^'"]+)['"]/gm;
  const imports = [...text.matchAll(pattern)].map(([, , specifier]) => ({
    specifier: specifier ?? '',
    target: (specifier ?? '').startsWith('.') ? posix.normalize(posix.join(dirname(path), specifier ?? '')) : null,
  }));
  return { path, text, imports };
}

/** `src/routing/decide` → `routing`; `clients/sdk/index` → `clients`. */
export function layerOf(path: string): string {
  const parts = path.split('/');
  return parts[0] === 'src' ? (parts[1] ?? '') : (parts[0] ?? '');
}
