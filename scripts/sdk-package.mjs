/**
 * clients/sdk as the npm package `parley-sdk`, which a running server hands out at /sdk.tgz: a project of somebody else's installs
 * the SDK that fits the server it talks to. Each file is translated by itself, so this takes a moment and no type check; the
 * sources therefore say the type of whatever they export.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { root } from './parts.mjs';
import { tarball } from './tarball.mjs';

const folder = path.join(root, 'clients/sdk');

export function packSdk() {
  const { config } = ts.readConfigFile(path.join(root, 'clients/tsconfig.json'), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson({ ...config.compilerOptions, noEmit: false }, root);
  const typed = { ...options, declaration: true, isolatedDeclarations: true };
  const sources = readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => name.split(path.sep).join('/'))
    .sort();
  const files = {
    'package/package.json': `${JSON.stringify(manifest(), null, 2)}\n`,
    'package/README.md': readFileSync(path.join(folder, 'README.md'), 'utf8'),
    'package/LICENSE': readFileSync(path.join(root, 'LICENSE'), 'utf8'),
  };
  for (const name of sources) {
    const place = `package/${name.replace(/\.ts$/, '')}`;
    const text = readFileSync(path.join(folder, name), 'utf8');
    const task = { fileName: name, reportDiagnostics: true };
    files[`${place}.js`] = translated(ts.transpileModule(text, { ...task, compilerOptions: options }), name);
    files[`${place}.d.ts`] = translated(ts.transpileDeclaration(text, { ...task, compilerOptions: typed }), name);
  }
  return tarball(files);
}

function translated({ outputText, diagnostics = [] }, name) {
  const [fault] = diagnostics;
  if (fault) throw new Error(`clients/sdk/${name}: ${ts.flattenDiagnosticMessageText(fault.messageText, ' ')}`);
  // Node and strict resolvers want the ending that bundlers do without.
  return outputText.replace(/(\bfrom|\bimport) '(\.{1,2}\/[^']+)'/g, "$1 '$2.js'");
}

function manifest() {
  const { version, license, engines, dependencies, devDependencies } = JSON.parse(
    readFileSync(path.join(root, 'package.json'), 'utf8'),
  );
  const types = '@graphql-typed-document-node/core';
  return {
    name: 'parley-sdk',
    version,
    description: 'Parley from a program of your own: typed operations, and streams that survive dropped lines',
    license,
    type: 'module',
    sideEffects: false,
    engines,
    exports: { '.': { types: './index.d.ts', default: './index.js' }, './package.json': './package.json' },
    types: './index.d.ts',
    dependencies: {
      [types]: devDependencies[types],
      // Any 16 will do, so that it is the one that the project has.
      graphql: `^${dependencies.graphql}`,
      'graphql-ws': dependencies['graphql-ws'],
    },
  };
}
