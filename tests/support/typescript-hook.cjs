/**
 * Lets Node's own `require` run our TypeScript as it lies there. What was transpiled is kept by what it was made from, and
 * runs under the name of the file that keeps it: whoever prints a stack finds the way back to the source in there.
 *
 *   node -r tests/support/typescript-hook.cjs file.ts
 */
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { basename, dirname, join } = require('node:path');
const { compileFunction } = require('node:vm');
const { transpile, version } = require('./typescript.cjs');

const folder = join(__dirname, '..', '..', 'node_modules', '.cache', 'parley-typescript');
const parameters = ['exports', 'require', 'module', '__filename', '__dirname'];

function keep(place, code) {
  mkdirSync(folder, { recursive: true });
  // Renamed into place: several processes may be at it.
  const aside = `${place}.${process.pid}`;
  writeFileSync(aside, code);
  renameSync(aside, place);
  return code;
}

function javascriptOf(file) {
  const source = readFileSync(file, 'utf8');
  const key = createHash('sha1').update(version).update(file).update(source).digest('hex');
  const place = join(folder, `${basename(file, '.ts')}.${key}.js`);
  const code = existsSync(place) ? readFileSync(place, 'utf8') : keep(place, transpile(source, file));
  return { place, code };
}

function load(module, file) {
  const { place, code } = javascriptOf(file);
  const run = compileFunction(code, parameters, { filename: place });
  run.call(module.exports, module.exports, createRequire(file), module, file, dirname(file));
}

/** Asked for in this order where a name has no ending: a module of ours may lie beside data of the same name. */
const { '.json': json, '.node': native } = require.extensions;
delete require.extensions['.json'];
delete require.extensions['.node'];
Object.assign(require.extensions, { '.ts': load, '.json': json, '.node': native });
