import { makeFolder } from './test-postgres';

export default function globalSetup(): Promise<void> {
  return makeFolder();
}
