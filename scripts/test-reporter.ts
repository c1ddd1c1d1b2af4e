// The reporter of our test runs: failures in full, skips with their reasons, nothing else; counts into the file that
// QUORATE_TEST_COUNTS names. A run that does not end behind its last test is ended, and that is a failure: something
// was left open.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TestEvent } from 'node:test/reporters';
import { progress } from './test-progress.ts';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** What the file holds. */
export interface ReportedCounts extends Counts {
  /** The test that was begun last, for when a process does not come to its end. */
  begun: string;
}

/** How long a process may live on behind its last test. */
const lingerMs = 5000;
const slowestShown = 20;

/** Node's own reporter interface: events in, text out. */
export default async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const counts: ReportedCounts = { passed: 0, failed: 0, skipped: 0, begun: 'no test' };
  const names: string[] = [];
  const times: { readonly name: string; readonly ms: number }[] = [];
  let waiting = 0;
  let linger: NodeJS.Timeout | undefined;
  const save = (): void => {
    const file = process.env['QUORATE_TEST_COUNTS'];
    if (file !== undefined) writeFileSync(file, JSON.stringify(counts));
  };
  for await (const event of events) {
    if (event.type === 'test:enqueue') {
      if (event.data.nesting === 0) waiting++;
      clearTimeout(linger);
    } else if (event.type === 'test:dequeue') {
      counts.begun = `${event.data.name} (${path.relative(process.cwd(), event.data.file ?? '')})`;
      save();
    } else if (event.type === 'test:start') {
      names.length = event.data.nesting;
      names.push(event.data.name);
    } else if (event.type === 'test:pass' || event.type === 'test:fail') {
      const { data } = event;
      const name = [...names.slice(0, data.nesting), data.name].join(' > ');
      const error = event.type === 'test:fail' ? (event.data.details.error as Failure) : undefined;
      if (error !== undefined && data.todo === undefined) {
        // A failure inside is counted where it happened.
        if (error.failureType !== 'subtestsFailed') {
          counts.failed++;
          yield `\nFAILED  ${name}\n${indented(told(error))}\n`;
        }
      } else if (data.skip !== undefined || data.todo !== undefined) {
        counts.skipped++;
        yield `SKIPPED ${name}: ${String(data.skip ?? data.todo) === 'true' ? 'no reason given' : String(data.skip ?? data.todo)}\n`;
      } else if (data.details.type !== 'suite') counts.passed++;
      if (data.details.type !== 'suite') times.push({ name, ms: data.details.duration_ms });
      save();
      if (data.nesting === 0 && --waiting === 0 && progress.allImported) {
        linger = setTimeout(() => {
          counts.failed++;
          save();
          console.error(`\nFAILED  the process lives on behind its last test (${name}), kept by ${process.getActiveResourcesInfo().join(', ')}`);
          process.exit(1);
        }, lingerMs).unref();
      }
    }
  }
  save();
  if (process.env['QUORATE_TEST_TIMES'] === '1') {
    for (const { name, ms } of times.sort((a, b) => b.ms - a.ms).slice(0, slowestShown)) yield `${ms.toFixed(0).padStart(7)} ms  ${name}\n`;
  }
}

interface Failure extends Error {
  readonly failureType?: string;
}

function told(error: Failure): string {
  const cause: unknown = error.cause ?? error;
  if (!(cause instanceof Error)) return String(cause);
  const stack = cause.stack ?? cause.message;
  // Some stacks begin without the message; frames inside Node say nothing of ours.
  const text = stack.includes(cause.message) ? stack : `${cause.message}\n${stack}`;
  return text.split('\n').filter((line) => !/^\s+at .*\bnode:/.test(line)).join('\n');
}

function indented(text: string): string {
  return text.replace(/^/gm, '    ');
}
