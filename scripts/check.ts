// `npm run check`: all that can be told in under a minute, without starting a daemon. Ends with 1 at the first step
// that fails.
import { quickSteps, Steps } from './steps.ts';
import { sayLine } from './run-counted.ts';

await quickSteps(new Steps({ stopAtFailure: true }), { quick: true });
sayLine(performance.now(), 'in all');
