// Work on many things side by side, told of in their order.

/** How many calls of a listing command are under way at once. */
const sideBySide = 16;

/**
 * Does `work` on each item, `most` at a time, and hands results to `done` and failures to `failed` in the order of the
 * items. What `failed` throws ends it, once the work under way is over.
 */
export async function inOrder<T, R>(items: AsyncIterable<T> | Iterable<T>, work: (item: T) => Promise<R>, done: (result: R) => void, failed: (error: unknown) => void, most = sideBySide): Promise<void> {
  const waiting: Promise<() => void>[] = [];
  const next = async (): Promise<void> => (await waiting.shift())?.();
  try {
    for await (const item of items) {
      waiting.push(work(item).then((result) => () => done(result), (error: unknown) => () => failed(error)));
      if (waiting.length >= most) await next();
    }
    while (waiting.length > 0) await next();
  } finally {
    await Promise.all(waiting);
  }
}
