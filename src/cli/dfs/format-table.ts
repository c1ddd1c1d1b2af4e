// Columns as wide as their widest cell, two blanks between them (FsUsage.TableBuilder).

/** The lines of a table; columns in `right` are aligned to the right, and the last one has no blanks behind it. */
export function tableLines(rows: readonly (readonly string[])[], right: readonly number[] = []): string[] {
  const widths: number[] = [];
  for (const row of rows) for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  return rows.map((row) => row.map((cell, column) => {
    const width = widths[column] ?? 0;
    if (right.includes(column)) return cell.padStart(width);
    return column === widths.length - 1 ? cell : cell.padEnd(width);
  }).join('  '));
}
