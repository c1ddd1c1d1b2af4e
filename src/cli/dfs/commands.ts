// The commands of `quorate dfs` by name. Each is loaded when it is called, for its help, or for completion. Answers to
// FsCommand.registerCommands.
import type { Command } from './command.ts';

type Load = () => Promise<Command>;

export const commands: Readonly<Record<string, Load>> = {
  appendToFile: async () => (await import('./append-to-file.ts')).appendToFile,
  cat: async () => (await import('./cat.ts')).cat,
  checksum: async () => (await import('./checksum.ts')).checksum,
  chgrp: async () => (await import('./chown.ts')).chgrp,
  chmod: async () => (await import('./chmod.ts')).chmod,
  chown: async () => (await import('./chown.ts')).chown,
  concat: async () => (await import('./concat.ts')).concat,
  copyFromLocal: async () => (await import('./put.ts')).copyFromLocal,
  copyToLocal: async () => (await import('./get.ts')).copyToLocal,
  count: async () => (await import('./count.ts')).count,
  cp: async () => (await import('./cp.ts')).cp,
  createSnapshot: async () => (await import('./snapshots.ts')).createSnapshot,
  deleteSnapshot: async () => (await import('./snapshots.ts')).deleteSnapshot,
  df: async () => (await import('./df.ts')).df,
  du: async () => (await import('./du.ts')).du,
  dus: async () => (await import('./du.ts')).dus,
  expunge: async () => (await import('./expunge.ts')).expunge,
  find: async () => (await import('./find.ts')).find,
  get: async () => (await import('./get.ts')).get,
  getfacl: async () => (await import('./getfacl.ts')).getfacl,
  getfattr: async () => (await import('./getfattr.ts')).getfattr,
  getmerge: async () => (await import('./getmerge.ts')).getmerge,
  head: async () => (await import('./head.ts')).head,
  help: async () => (await import('./help.ts')).help,
  ls: async () => (await import('./ls.ts')).ls,
  lsr: async () => (await import('./ls.ts')).lsr,
  mkdir: async () => (await import('./mkdir.ts')).mkdir,
  moveFromLocal: async () => (await import('./put.ts')).moveFromLocal,
  moveToLocal: async () => (await import('./get.ts')).moveToLocal,
  mv: async () => (await import('./mv.ts')).mv,
  put: async () => (await import('./put.ts')).put,
  renameSnapshot: async () => (await import('./snapshots.ts')).renameSnapshot,
  rm: async () => (await import('./rm.ts')).rm,
  rmdir: async () => (await import('./rmdir.ts')).rmdir,
  rmr: async () => (await import('./rm.ts')).rmr,
  setfacl: async () => (await import('./setfacl.ts')).setfacl,
  setfattr: async () => (await import('./setfattr.ts')).setfattr,
  setrep: async () => (await import('./setrep.ts')).setrep,
  stat: async () => (await import('./stat.ts')).stat,
  tail: async () => (await import('./tail.ts')).tail,
  test: async () => (await import('./test.ts')).test,
  text: async () => (await import('./text.ts')).text,
  touch: async () => (await import('./touch.ts')).touch,
  touchz: async () => (await import('./touchz.ts')).touchz,
  truncate: async () => (await import('./truncate.ts')).truncate,
  usage: async () => (await import('./help.ts')).usage,
};

/** The command called `-name`; undefined when there is none. */
export function findCommand(word: string): Load | undefined {
  return word.startsWith('-') && Object.hasOwn(commands, word.slice(1)) ? commands[word.slice(1)] : undefined;
}
