import { emptyDataFolder } from './shop/dataFolder.ts';
import { dataDirectory } from '../localPlaces.ts';

try {
  await emptyDataFolder(dataDirectory);
  console.log(`${dataDirectory} is empty. The next npm start begins anew.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
