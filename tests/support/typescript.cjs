/** Our TypeScript as JavaScript that says, in itself, where each line comes from. Types are not checked: `npm run typecheck` does. */
const { dirname } = require('node:path');

const compilerOptions = {
  module: 'CommonJS',
  target: 'ES2022',
  experimentalDecorators: true,
  useDefineForClassFields: false,
  esModuleInterop: true,
  isolatedModules: true,
  inlineSourceMap: true,
};

/** What the outcome depends on, beside the source and its place. */
const version = `typescript ${require('typescript/package.json').version} ${JSON.stringify(compilerOptions)}`;

function transpile(source, fileName) {
  // Asked for when it is needed: to load it takes longer than most test files.
  const ts = require('typescript');
  const { options } = ts.convertCompilerOptionsFromJson(compilerOptions, '.');
  return ts.transpileModule(source, { fileName, compilerOptions: { ...options, sourceRoot: dirname(fileName) } })
    .outputText;
}

module.exports = { transpile, version };
