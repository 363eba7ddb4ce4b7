/** A stage with one router of a customer for each test of the file that imports this: filled before each test. */
import { stepOf } from '../../src/routing/steps';
import type { RouterId, RouteStep } from '../../src/routing/terms';
import { openTestDatabase, type TestDatabase } from './database';
import { RouterStage } from './router-stage';
import type { Stage } from './stage';

export let db: TestDatabase;
export let on: RouterStage;
export let stage: Stage;
export let routerId: RouterId;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  on = await RouterStage.open(db);
  stage = on.stage;
  routerId = await on.router();
});
afterEach(() => on.close());

export const external = (given: Partial<RouteStep> = {}): RouteStep => stepOf('EXTERNAL', { routerId, ...given });
