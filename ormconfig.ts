/** For TypeORM's command line alone, as the schema's owner: `npm run build`, then `npx typeorm migration:show -d dist/ormconfig.js`. */
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
