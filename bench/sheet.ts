// What one benchmark fills while it runs: rows with the samples of both sides, the plots that show them, and what failed
// on the way. A failure costs its own samples and nothing else; the sheet is written to a file after every step, so
// that what was measured outlives a benchmark that hangs or dies.
import { renameSync, writeFileSync } from 'node:fs';

export type Unit = 'us' | 'ms' | 's' | 'MB' | 'MB/s' | 'ms/MB' | 'B' | '%' | '/s';

/** What is known of a row before anything is measured. */
export interface RowTerms {
  readonly what: string;
  readonly unit: Unit;
  /** The bar, in the unit; absent where none was promised. */
  readonly bar?: number;
  /** So many times better than Apache in the same run. */
  readonly ratioBar?: number;
  /** True where more is better. */
  readonly rising?: boolean;
  /** What stands in Apache's column when nothing was measured there: a quoted figure, or a reason. */
  readonly quoted?: string;
}

/** One line of a table: samples of ours and of Apache's. */
export interface Row extends RowTerms {
  readonly ours: number[];
  readonly apache: number[];
}

/** A picture of some of the rows: every sample on a line, or bars of medians. Rows of one plot have one unit. */
export interface Plot {
  readonly name: string;
  readonly title: string;
  readonly kind: 'strip' | 'bars';
  readonly log: boolean;
  /** Which rows, by their index. */
  readonly rows: readonly number[];
}

/** A benchmark's results, as they are in a file. */
export interface SheetData {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly plots: readonly Plot[];
  readonly notes: readonly string[];
  readonly failures: readonly string[];
}

export type Side = 'ours' | 'apache';
export const sides: readonly Side[] = ['ours', 'apache'];

export class Sheet {
  title: string;
  readonly #file: string | undefined;
  readonly #rows: Row[] = [];
  readonly #plots: Plot[] = [];
  readonly #notes: string[] = [];
  readonly #failures: string[] = [];

  /** `file` is written after every step that `attempt` takes, and at `save`. */
  constructor(title: string, file?: string) {
    this.title = title;
    this.#file = file;
  }

  /** A new row below the others. */
  row(terms: RowTerms): Row {
    const row: Row = { ...terms, ours: [], apache: [] };
    this.#rows.push(row);
    return row;
  }

  plot(kind: Plot['kind'], name: string, title: string, rows: readonly Row[], options: { readonly log?: boolean } = {}): void {
    this.#plots.push({ name, title, kind, log: options.log === true, rows: rows.map((row) => this.#rows.indexOf(row)) });
  }

  /** A sentence below the table: what a reader must know to read it. */
  note(text: string): void {
    if (!this.#notes.includes(text)) this.#notes.push(text);
  }

  fail(what: string, error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    console.error(`FAILED: ${what}`, error);
    this.#failures.push(`${what}: ${message.trim().split('\n').slice(0, 3).join(' / ').slice(0, 400)}`);
    this.save();
  }

  /** Runs a step; when it fails, that is noted and the answer is undefined. */
  async attempt<T>(what: string, step: () => Promise<T>): Promise<T | undefined> {
    try {
      return await step();
    } catch (error) {
      this.fail(what, error);
      return undefined;
    } finally {
      this.save();
    }
  }

  /** As `attempt`, and keeps the sample. */
  async sample(row: Row, side: Side, step: () => Promise<number>): Promise<void> {
    await this.attempt(`${row.what}, ${side}`, async () => {
      const value = await step();
      if (!Number.isFinite(value)) throw new Error(`the measured value is ${value}`);
      row[side].push(value);
    });
  }

  get data(): SheetData {
    return { title: this.title, rows: this.#rows, plots: this.#plots, notes: this.#notes, failures: this.#failures };
  }

  save(): void {
    if (this.#file === undefined) return;
    writeFileSync(`${this.#file}.tmp`, JSON.stringify(this.data));
    renameSync(`${this.#file}.tmp`, this.#file);
  }
}
