#!/usr/bin/env node
// dist/quorate.cjs, what people start: runs main.cjs, or a daemon's own program, with V8's compiled code from an earlier start
// where there is some. Node 20 keeps none itself, and compiling is a third of a daemon's start. The code lies beside the
// program, in code/, a file a program and command, named after Node and the program's own bytes, so that it is never another
// program's; where nothing can be written, everything works as well and starts slower.
'use strict';
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const vm = require('node:vm');
const { crc32 } = require('node:zlib');

/** A start is over by then, in ms, and what it needed has been compiled. */
const startedMs = 3000;

/** Commands that are programs of their own, which hold only what they need. A NameNode starts as its guardian's child. */
const programs = { journalnode: 'journalnode', datanode: 'datanode', ...(process.env.QUORATE_GUARDED_NONCE === undefined ? { namenode: 'guardian' } : {}) };

const command = /^[a-z]{2,20}$/.test(process.argv[2] ?? '') ? process.argv[2] : 'other';
run(Object.hasOwn(programs, command) ? programs[command] : 'main');

/** Runs NAME.cjs. It gets this function, too, to go on with another. */
function run(name) {
  const file = path.join(__dirname, `${name}.cjs`);
  const text = readFileSync(file, 'latin1');
  // Its last line is its digest.
  const kept = path.join(__dirname, 'code', `${name === 'main' ? command : name}-${process.version}-${process.arch}-${text.slice(-17, -1)}`);
  const code = read(kept);
  const script = new vm.Script(text, { filename: file, ...(code === undefined ? {} : { cachedData: code }) });
  if (code === undefined || script.cachedDataRejected) {
    const keep = once(() => write(kept, script.createCachedData()));
    setTimeout(keep, startedMs).unref();
    // A word that is no command, say, is nothing to remember.
    process.once('exit', (status) => status === 0 && keep());
  }
  const main = { exports: {} };
  script.runInThisContext()(main.exports, require, main, file, __dirname, pathToFileURL(file).href, run);
}

/** The code, behind its checksum: V8 trusts what it is given. Undefined when there is none, or not all of it. */
function read(kept) {
  try {
    const bytes = readFileSync(kept);
    const body = bytes.subarray(4);
    return crc32(body) === bytes.readUInt32LE(0) ? body : undefined;
  } catch {
    return undefined;
  }
}

function write(kept, body) {
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(crc32(body));
  try {
    mkdirSync(path.dirname(kept), { recursive: true });
    writeFileSync(`${kept}.${process.pid}`, Buffer.concat([sum, body]));
    renameSync(`${kept}.${process.pid}`, kept);
  } catch {
    // Not ours to write.
  }
}

function once(work) {
  let done = false;
  return () => {
    if (!done) work();
    done = true;
  };
}
