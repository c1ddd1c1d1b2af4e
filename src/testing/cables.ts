// Which daemons of a test cluster reach each other. A cable is the connection between two names; a cut one passes nothing
// either way (what was sent arrives when it is whole again, as TCP sends again), a broken one resets and refuses. Who
// connects is known by the port that the connection comes from; who is not of this process is `outside`.

/** drop: nothing arrives, and nobody is told. refuse: connections break at once and new ones are refused. */
export type CutKind = 'drop' | 'refuse';

/** Who connects from another process: a Java client, say. */
export const outside = 'outside';

/** An end of a connection that wants to know when its cable changes. */
export interface CableEnd {
  readonly self: string;
  /** May become known only after the connection was accepted. */
  peer(): string;
  changed(cut: CutKind | undefined): void;
}

interface Cut {
  readonly a: ReadonlySet<string>;
  /** undefined: everybody who is not of `a`. */
  readonly b: ReadonlySet<string> | undefined;
  readonly kind: CutKind;
}

export class Cables {
  /** Listening ports by daemon. */
  readonly #servers: ReadonlyMap<number, string>;
  /** Ports that connections of this process come from. */
  readonly #local = new Map<number, string>();
  readonly #ends = new Set<CableEnd>();
  readonly #waiting = new Set<() => void>();
  #cuts: Cut[] = [];

  constructor(servers: ReadonlyMap<number, string>) {
    this.#servers = servers;
  }

  /** The daemon that listens on `port`. */
  server(port: number): string {
    return this.#servers.get(port) ?? outside;
  }

  /** Who connects from `port`. */
  client(port: number): string {
    return this.#local.get(port) ?? outside;
  }

  connected(localPort: number, name: string): void {
    this.#local.set(localPort, name);
  }

  disconnected(localPort: number): void {
    this.#local.delete(localPort);
  }

  join(end: CableEnd): void {
    this.#ends.add(end);
  }

  leave(end: CableEnd): void {
    this.#ends.delete(end);
  }

  /** How the cable between the two is cut, if it is. */
  between(a: string, b: string): CutKind | undefined {
    let kind: CutKind | undefined;
    for (const cut of this.#cuts) if (separates(cut, a, b) || separates(cut, b, a)) kind = cut.kind === 'refuse' ? 'refuse' : (kind ?? 'drop');
    return kind;
  }

  /** Cuts every cable between `a` and `b`; without `b`, between `a` and everybody else. Inside `a` all stays whole. */
  cut(a: readonly string[], b: readonly string[] | undefined, kind: CutKind): void {
    this.#cuts.push({ a: new Set(a), b: b === undefined ? undefined : new Set(b), kind });
    this.#tell();
  }

  healAll(): void {
    this.#cuts = [];
    this.#tell();
  }

  /** Calls `look` whenever something was cut or healed; gives the function that ends it. */
  watch(look: () => void): () => void {
    this.#waiting.add(look);
    return () => void this.#waiting.delete(look);
  }

  #tell(): void {
    for (const end of [...this.#ends]) end.changed(this.between(end.self, end.peer()));
    for (const look of [...this.#waiting]) look();
  }
}

function separates(cut: Cut, a: string, b: string): boolean {
  return cut.a.has(a) && (cut.b === undefined ? !cut.a.has(b) : cut.b.has(b));
}
