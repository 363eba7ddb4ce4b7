/** For TypeORM's command line alone (`npx typeorm-ts-node-commonjs migration:show -d ormconfig.ts`), as the schema's owner. */
import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { migrations } from './migrations';
import { entities } from './src/entities';

export default new DataSource({
  type: 'postgres',
  url: process.env.DATABASE_URL,
  installExtensions: false,
  entities: [...entities],
  migrations: [...migrations],
  migrationsTableName: 'parley_migration',
});
