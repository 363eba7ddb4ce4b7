/** What TypeORM believes of the tables is what they are. */
import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { entities } from '../../src/entities';
import { type CreatedDatabase, createTestDatabase } from '../support/database';
import { onDatabase } from '../support/test-postgres';

let created: CreatedDatabase;
let dataSource: DataSource;
beforeAll(async () => {
  created = await createTestDatabase();
  // TypeORM remembers what generates a column in a table of its own, which only its own migrations would fill.
  await onDatabase(created.url, async (client) => {
    await client.query(
      'CREATE TABLE typeorm_metadata (type text, database text, schema text, "table" text, name text, value text)',
    );
    await client.query(`INSERT INTO typeorm_metadata
      VALUES ('GENERATED_COLUMN', current_database(), 'public', 'agent', 'taken', '(active_chats + reserved)'),
        ('GENERATED_COLUMN', current_database(), 'public', 'person', 'email_domain', 'split_part(email, ''@'', 2)'),
        ('GENERATED_COLUMN', current_database(), 'public', 'person_attribute', 'name_key',
          'CASE WHEN name IN (''firstName'', ''lastName'') THEN lower(value) END')`);
  });
  dataSource = new DataSource({
    type: 'postgres',
    url: created.url,
    entities: [...entities],
    installExtensions: false,
    poolSize: 2,
    extra: { pipeline: true },
  });
  await dataSource.initialize();
});
afterAll(async () => {
  await dataSource.destroy();
  await created.drop();
});

test('every table has its entity, and every entity its table', async () => {
  const tables = await onDatabase(created.url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('parley_migration', 'typeorm_metadata') ORDER BY 1`,
    );
    return rows.map(({ name }) => name);
  });
  expect(dataSource.entityMetadatas.map(({ tableName }) => tableName).sort()).toEqual(tables);
});

test('every column has the name, the type, the default and the nullability that its entity states', async () => {
  const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
  // Indexes, checks and the names of keys are the migrations' own affair; columns and relations are both's.
  const ignored = /DROP CONSTRAINT|DROP INDEX|ADD CONSTRAINT "[^"]+" (PRIMARY KEY|UNIQUE|CHECK)/;
  expect(upQueries.map(({ query }) => query).filter((query) => !ignored.test(query))).toEqual([]);
});

test('a relation points from child to parent, and none back', () => {
  const back = dataSource.entityMetadatas.flatMap(({ relations }) =>
    relations.filter(({ isManyToOne }) => !isManyToOne),
  );
  expect(back.map(({ propertyPath, entityMetadata }) => `${entityMetadata.tableName}.${propertyPath}`)).toEqual([]);
});
