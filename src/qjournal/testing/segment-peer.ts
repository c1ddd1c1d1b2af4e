// A peer that serves one segment over HTTP, piece by piece as they are read, and counts what is read and what is left; and who asks it.
import type { Disk, Http } from '../../env/env.ts';
import { MemoryEnv } from '../../env/memory-env.testing.ts';

export interface SegmentAnswer {
  readonly headers?: Readonly<Record<string, string>>;
  /** Breaks off with this. */
  readonly failure?: Error;
  /** Says nothing more, and keeps the connection. */
  readonly silent?: boolean;
}

/** A peer that sends `pieces`, and what comes then. */
export class SegmentPeer {
  /** How often a piece was asked for, and how many answers were left before their end. */
  pulled = 0;
  cancelled = 0;
  readonly #pieces: Uint8Array[];
  readonly #answer: SegmentAnswer;

  constructor(pieces: readonly Uint8Array[], answer: SegmentAnswer = {}) {
    this.#pieces = [...pieces];
    this.#answer = answer;
  }

  answer(): Response {
    return new Response(new ReadableStream<Uint8Array>({
      pull: (controller) => {
        this.pulled++;
        const piece = this.#pieces.shift();
        const { failure, silent = false } = this.#answer;
        if (piece !== undefined) controller.enqueue(piece);
        else if (failure !== undefined) controller.error(failure);
        else if (silent) return new Promise<void>(() => {});
        else controller.close();
        return undefined;
      },
      cancel: () => {
        this.cancelled++;
      },
    }, { highWaterMark: 0 }), { headers: this.#answer.headers ?? {} });
  }
}

/** A process that has nothing but its disk and one peer to download from. */
export class DownloadingHost extends MemoryEnv {
  readonly #peer: SegmentPeer;

  constructor(disk: Disk, peer: SegmentPeer) {
    super(disk);
    this.#peer = peer;
  }

  override get http(): Http {
    return {
      fetch: async () => this.#peer.answer(),
      serve: () => Promise.reject(new Error('a client only')),
    };
  }
}
