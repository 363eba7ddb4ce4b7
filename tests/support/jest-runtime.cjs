/**
 * What a test file loads anew: itself, and what supports it. The product and its packages are loaded once for a worker, by
 * Node itself. They are some three thousand modules and hold no state (nothing of ours does, by the rules of the house); to
 * load them anew for each file took two thirds of a whole run.
 */
require('./typescript-hook.cjs');
const { createRequire, isBuiltin } = require('node:module');
const { dirname, join, resolve, sep } = require('node:path');
const { default: Runtime } = require('jest-runtime');

const root = join(__dirname, '..', '..');
/** Brings tests of its own, and so belongs to them. */
const suite = '@apollo/server-integration-testsuite';
const partOfSuite = join('node_modules', suite, sep);
const anew = ['tests', 'clients'].map((part) => join(root, part, sep));
const once = join(root, 'clients', 'sdk', sep);

function isLoadedAnew(from, name) {
  if (!name.startsWith('.')) return name === suite;
  const path = resolve(dirname(from), name);
  return path.includes(partOfSuite) || (anew.some((part) => path.startsWith(part)) && !path.startsWith(once));
}

module.exports = class extends Runtime {
  requireModule(from, name, options, isActual) {
    const isOwn =
      name === undefined || options?.isInternalModule === true || isBuiltin(name) || isLoadedAnew(from, name);
    return isOwn ? super.requireModule(from, name, options, isActual) : createRequire(from)(name);
  }
};
