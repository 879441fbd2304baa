/** `npm run build`: compiles everything, unless nothing has changed since. */
import { ensureBuilt } from './install.mjs';
import { runLauncher } from './processes/lifetime.mjs';

runLauncher(async () => console.log(await ensureBuilt(console.log)));
