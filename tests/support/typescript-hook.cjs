/** Lets a child process of a test run our TypeScript as it lies there: `node -r tests/support/typescript-hook.cjs file.ts`. */
const { readFileSync } = require('node:fs');
const ts = require('typescript');

const compilerOptions = {
  module: ts.ModuleKind.CommonJS,
  target: ts.ScriptTarget.ES2022,
  experimentalDecorators: true,
  useDefineForClassFields: false,
  esModuleInterop: true,
};

require.extensions['.ts'] = (module, file) => {
  const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), { fileName: file, compilerOptions });
  module._compile(outputText, file);
};
