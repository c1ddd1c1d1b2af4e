// `npm test`: the check, then the tests that start processes, then those against the real Apache Hadoop. Goes on behind a
// failure, and ends with one line of counts over everything. With QUORATE_FORBID_SKIP=1 whatever was skipped fails the run.
import { command, quickSteps, Steps } from './steps.ts';

const rig = 'tests/apache/rig';
/** Exit code of rig/install when Java or Maven is missing. */
const nothingToRunIt = 3;

const steps = new Steps({ stopAtFailure: false });
// On a fresh machine it fetches 80 MB: meanwhile the check runs.
const installed = command(`${rig}/install`, []);
await quickSteps(steps, { quick: false });
const bundled = await steps.run('bundle', process.execPath, ['scripts/bundle.mjs']);
// They wait for much of their time, too.
if (bundled) await steps.tests('process', { separate: true, atOnce: 2 });
else steps.skip('process tests and tests against Apache Hadoop', 'there is nothing to start');

const apache = await installed;
if (apache.code === nothingToRunIt) {
  steps.skip('all tests against Apache Hadoop', apache.output.trim().split('\n').at(-1) ?? '');
} else if (bundled && (await steps.await('Apache Hadoop', Promise.resolve(apache)))) {
  const { output: classPath } = await command(`${rig}/hdfs`, ['classpath', '--tests'], { HADOOP_CONF_DIR: '' });
  await steps.tests('apache', { separate: true, env: { APACHE_CLASSPATH: classPath.trim() } });
}

const { passed, failed, skipped } = steps.total;
const forbidden = skipped > 0 && process.env['QUORATE_FORBID_SKIP'] === '1';
if (forbidden) console.log(`\nQUORATE_FORBID_SKIP=1, and ${skipped} skipped: this run has failed`);
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 || forbidden ? 1 : 0;
