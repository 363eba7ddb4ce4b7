import { removeFolder } from './test-postgres';

export default function globalTeardown(): Promise<void> {
  return removeFolder();
}
