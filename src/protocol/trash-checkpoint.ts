// Names in a user's trash: what was deleted since the last checkpoint lies in Current, and a checkpoint is named by the
// time at which it was made, in the local time of whoever made it. NameNodes and shells must read each other's. Answers
// to org.apache.hadoop.fs.TrashPolicyDefault.

/** The trash in a home directory. */
export const trashName = '.Trash';
export const currentName = 'Current';
/** How many checkpoints of one second there may be, and how often another name is tried. */
export const checkpointsOfASecondMax = 1000;

/** yyMMddHHmmss; the n-th further one of the same second has -n behind it. */
export function checkpointName(ms: number, attempt = 0): string {
  const date = new Date(ms);
  const parts = [date.getFullYear() % 100, date.getMonth() + 1, date.getDate(), date.getHours(), date.getMinutes(), date.getSeconds()];
  return `${parts.map((part) => String(part).padStart(2, '0')).join('')}${attempt === 0 ? '' : `-${attempt}`}`;
}

/**
 * The time of a checkpoint's name in ms (before Hadoop 2 they had no seconds); undefined for other names. A year of two
 * digits lies between 80 years ago and in 20 years, as in Java.
 */
export function checkpointTime(name: string, nowMs: number): number | undefined {
  const match = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?/.exec(name);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map((part) => Number(part ?? 0));
  const limit = new Date(nowMs).getFullYear() + 20;
  const full = limit - (limit % 100) + year;
  return new Date(full > limit ? full - 100 : full, month - 1, day, hour, minute, second).getTime();
}
