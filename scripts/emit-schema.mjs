/** Writes src/schema/schema.graphql from the resolvers. `npm run schema`; with --check it only says whether it is fresh. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const unknown = process.argv.slice(2).filter((word) => word !== '--check');
if (unknown.length > 0) {
  process.stderr.write(`There is no ${unknown.join(', ')}. Option: --check.\n`);
  process.exit(2);
}

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);

// The sources run as they are, so that a schema can be emitted before anything was built.
const { compilerOptions } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile).config;
const options = ts.convertCompilerOptionsFromJson({ ...compilerOptions, noEmit: false }, root).options;
require.extensions['.ts'] = (module, fileName) => {
  const { outputText } = ts.transpileModule(readFileSync(fileName, 'utf8'), { compilerOptions: options, fileName });
  module._compile(outputText, fileName);
};

require('reflect-metadata');
const { createSchema, schemaText } = require(join(root, 'src/schema/build-schema.ts'));
const { resolvers } = require(join(root, 'src/resolvers/index.ts'));

const target = join(root, 'src/schema/schema.graphql');
const text = schemaText(createSchema(resolvers));
if (!process.argv.includes('--check')) {
  writeFileSync(target, text);
} else if (readFileSync(target, 'utf8') !== text) {
  console.error('src/schema/schema.graphql is stale: run `npm run schema`.');
  process.exitCode = 1;
}
