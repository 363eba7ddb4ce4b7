import { CircuitBreaker } from '../../src/server/circuit';

let now: number;
let circuit: CircuitBreaker;
beforeEach(() => {
  now = 0;
  circuit = new CircuitBreaker(() => now);
});

function fails(times: number): void {
  for (let time = 0; time < times; time += 1) {
    expect(circuit.lets()).toBe(true);
    circuit.failed();
  }
}

test('five faults in a row open it for half a minute', () => {
  fails(4);
  expect(circuit.told).toEqual({ state: 'CLOSED', faultsInARow: 4, closedForMs: null });
  fails(1);
  expect(circuit.told).toEqual({ state: 'OPEN', faultsInARow: 5, closedForMs: 30_000 });
  expect(circuit.lets()).toBe(false);
  now = 29_999;
  expect(circuit.lets()).toBe(false);
  expect(circuit.told.closedForMs).toBe(1);
});

test('one answer in between begins the count anew', () => {
  fails(4);
  circuit.wentWell();
  fails(4);
  expect(circuit.told.state).toBe('CLOSED');
});

test('behind the half minute one question tries it, and no second one meanwhile', () => {
  fails(5);
  now = 30_000;
  expect(circuit.told).toEqual({ state: 'HALF_OPEN', faultsInARow: 5, closedForMs: null });
  expect(circuit.lets()).toBe(true);
  expect(circuit.lets()).toBe(false);
  circuit.wentWell();
  expect(circuit.told).toEqual({ state: 'CLOSED', faultsInARow: 0, closedForMs: null });
  expect(circuit.lets()).toBe(true);
});

test('where that fails, too, it is open for another half minute', () => {
  fails(5);
  now = 30_000;
  expect(circuit.lets()).toBe(true);
  circuit.failed();
  expect(circuit.told).toEqual({ state: 'OPEN', faultsInARow: 6, closedForMs: 30_000 });
});

test('a question that was taken back says nothing', () => {
  fails(5);
  now = 30_000;
  expect(circuit.lets()).toBe(true);
  circuit.letGo();
  expect(circuit.told.state).toBe('HALF_OPEN');
  expect(circuit.lets()).toBe(true);
});
