/**
 * What a test file loads anew: itself, and what supports it. The product and its packages are loaded once for a worker, by
 * Node itself. They are some three thousand modules and hold no state (nothing of ours does, by the rules of the house); to
 * load them anew for each file took two thirds of a whole run.
 */
require('./typescript-hook.cjs');
const { createRequire, isBuiltin } = require('node:module');
const { dirname, isAbsolute, join, resolve, sep } = require('node:path');
const { default: Runtime } = require('jest-runtime');

const root = join(__dirname, '..', '..');
/** Brings tests of its own, and so belongs to them. */
const suite = '@apollo/server-integration-testsuite';
const partOfSuite = join('node_modules', suite, sep);
const anew = ['tests', 'clients'].map((part) => join(root, part, sep));
const once = ['clients/sdk', 'tests/support/once'].map((part) => join(root, part, sep));

function isLoadedAnew(from, name) {
  if (!name.startsWith('.')) return name === suite;
  const path = resolve(dirname(from), name);
  const isIn = (part) => path.startsWith(part);
  return path.includes(partOfSuite) || (anew.some(isIn) && !once.some(isIn));
}

/** What Jest brings for a file: its runner keeps the tests of one file, everything that it stands on keeps nothing. */
const isOfRunner = (name) => name.startsWith('.') || isAbsolute(name);

module.exports = class extends Runtime {
  requireModule(from, name, options, isActual) {
    const isLoadedByJest =
      name === undefined ||
      isBuiltin(name) ||
      (options?.isInternalModule === true ? isOfRunner(name) : isLoadedAnew(from, name));
    return isLoadedByJest ? super.requireModule(from, name, options, isActual) : createRequire(from)(name);
  }
};
