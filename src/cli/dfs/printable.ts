// Names with question marks where a character cannot be printed (org.apache.hadoop.fs.shell.PrintableString).

/** Control, format, private, surrogate and unassigned characters become '?'. */
export function printable(text: string): string {
  return text.replace(/\p{C}/gu, '?');
}
