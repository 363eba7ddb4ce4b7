import { Company } from '../../src/events/company';

let now = 0;
let greetings = 0;
let company: Company;
beforeEach(() => {
  now = 0;
  greetings = 0;
  company = new Company({ greet: () => (greetings += 1), now: () => now });
});
afterEach(() => company.stop());

test('a process that starts greets, and is alone once nobody has answered', () => {
  company.start();
  expect(greetings).toBe(1);
  expect(company.isThere()).toBe(true);
  now = 2_000;
  expect(company.isThere()).toBe(false);
});

test('a stranger is greeted back once, because it may not know of us', () => {
  company.hear('bo');
  company.hear('bo');
  expect(greetings).toBe(1);
  expect(company.isThere()).toBe(true);
});

test('whoever has not been heard for long is gone, and a stranger when it is back', () => {
  company.hear('bo');
  now = 35_000;
  expect(company.isThere()).toBe(true);
  now = 35_001;
  expect(company.isThere()).toBe(false);
  company.hear('bo');
  expect(greetings).toBe(2);
});

test('one of several that is still there is company enough', () => {
  company.hear('bo');
  now = 30_000;
  company.hear('cleo');
  now = 60_000;
  expect(company.isThere()).toBe(true);
});
