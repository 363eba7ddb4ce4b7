/**
 * Where tests run: in the process itself, not in a context of their own. The product meets the very objects that Node makes,
 * as it does behind `npm start`, and what is loaded once for a worker (jest-runtime.cjs) fits to what each file brings.
 */
const vm = require('node:vm');
const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

/** Jest compiles in a context that it is given; this one stands for the process's own. */
const here = vm.createContext();
const { compileFunction } = vm;
vm.compileFunction = (code, parameters, { parsingContext, ...options } = {}) =>
  compileFunction(code, parameters, parsingContext === here ? options : { ...options, parsingContext });

/** What Jest keeps in the globals: a file must not find what the one before it left there. */
const jestsOwn = /jest|^EVENT_HANDLERS$|^RETRY_|^TEST_TIMEOUT/i;

module.exports = class InTheProcess {
  global = globalThis;
  /** The old kind; nobody asks for it. */
  fakeTimers = null;

  constructor({ projectConfig }) {
    const { global } = this;
    // Jest puts its own in their place.
    this.console = console;
    this.ofProcess = { exit: process.exit, getBuiltinModule: process.getBuiltinModule };
    this.moduleMocker = new ModuleMocker(global);
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global });
  }

  async setup() {}

  async teardown() {
    this.fakeTimersModern.dispose();
    Object.assign(process, this.ofProcess);
    globalThis.console = this.console;
    for (const symbol of Object.getOwnPropertySymbols(globalThis))
      if (jestsOwn.test(symbol.description)) Reflect.deleteProperty(globalThis, symbol);
    this.isOver = true;
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return this.isOver ? null : here;
  }
};
