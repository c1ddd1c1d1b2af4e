// Lets every promise that can settle, settle, without going around the real loop: a simulated cluster has millions of events,
// and a turn of the loop behind each of them costs as much as the event.

/** What Node runs behind every callback of the loop: ticks, microtasks, and the report of rejections that nobody handles. */
const runNextTicks: unknown = Reflect.get(process, '_tickCallback');

/** Call it from a callback of the loop, never from within a promise's: there it would do nothing. */
export function drainPromises(): void {
  if (typeof runNextTicks !== 'function') throw new Error('this version of Node has no process._tickCallback');
  runNextTicks();
}
