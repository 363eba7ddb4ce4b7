/** Compressed copies beside what a build made, so that the server compresses nothing: made once, sent often. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const shrinking = new Set(['.css', '.html', '.js', '.json', '.mjs', '.svg', '.wasm']);
/** A smaller file goes in one packet as it is. */
const worthwhileBytes = 1_024;
/**
 * What stands on everybody's page gets the best there is; from here on that takes seconds of a first start for the last
 * percents, and beyond the second mark brotli takes them in any quality.
 */
const bestUpToBytes = 200_000;
const brotliUpToBytes = 500_000;

function brotli(source) {
  const quality = source.length <= bestUpToBytes ? 11 : 9;
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: source.length };
  return brotliCompressSync(source, { params });
}

export function compressFiles(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !shrinking.has(path.extname(entry.name))) continue;
    const file = path.join(entry.parentPath, entry.name);
    const source = readFileSync(file);
    if (source.length < worthwhileBytes) continue;
    writeFileSync(`${file}.gz`, gzipSync(source, { level: 9 }));
    if (source.length <= brotliUpToBytes) writeFileSync(`${file}.br`, brotli(source));
  }
}
