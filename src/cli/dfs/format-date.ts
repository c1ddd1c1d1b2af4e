// Points in time as the shell prints and reads them (SimpleDateFormat): local time, but for -stat.

/** yyyy-MM-dd HH:mm, in local time: -ls. */
export function listingTime(ms: number): string {
  const date = new Date(ms);
  return `${two(date.getFullYear(), 4)}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** yyyy-MM-dd HH:mm:ss, in UTC: -stat. */
export function utcTime(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}

/** yyyy-MM-dd HH:mm:ss,SSS, in local time: the lines that Hadoop's log prints. */
export function logTime(ms: number): string {
  const date = new Date(ms);
  return `${listingTime(ms)}:${two(date.getSeconds())},${two(date.getMilliseconds(), 3)}`;
}

/** yyyyMMdd:HHmmss, in local time: -touch -t; undefined when it is not one. */
export function touchTime(text: string): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d):(\d\d)(\d\d)(\d\d)/.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  return new Date(year, month - 1, day, hour, minute, second).getTime();
}

function two(value: number, width = 2): string {
  return String(value).padStart(width, '0');
}
