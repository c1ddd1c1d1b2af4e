#!/usr/bin/env node
// dist/quorate.js, what people start: runs main.cjs, with V8's compiled code from an earlier start where there is some. Node
// 20 keeps none itself, and compiling is a third of a daemon's start. The code lies beside the program, in code/, a file a
// command, named after Node and the program's own bytes, so that it is never another program's; where nothing can be
// written, everything works as well and starts slower.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { crc32 } from 'node:zlib';

/** A start is over by then, in ms, and what it needed has been compiled. */
const startedMs = 3000;

const folder = import.meta.dirname;
const file = path.join(folder, 'main.cjs');
const text = readFileSync(file, 'latin1');
const command = /^[a-z]{2,20}$/.test(process.argv[2] ?? '') ? process.argv[2] : 'other';
// A guardian and its NameNode are the same command and little of the same code.
const role = process.env['QUORATE_GUARDED_NONCE'] === undefined ? command : `guarded-${command}`;
const kept = path.join(folder, 'code', `${role}-${process.version}-${process.arch}-${text.slice(-17, -1)}`);

const code = read();
const script = new vm.Script(text, { filename: file, ...(code === undefined ? {} : { cachedData: code }) });
if (code === undefined || script.cachedDataRejected) {
  const keep = once(() => write(script.createCachedData()));
  setTimeout(keep, startedMs).unref();
  // A word that is no command, say, is nothing to remember.
  process.once('exit', (status) => status === 0 && keep());
}
const main = { exports: {} };
script.runInThisContext()(main.exports, createRequire(file), main, file, folder, pathToFileURL(file).href);

/** The code, behind its checksum: V8 trusts what it is given. Undefined when there is none, or not all of it. */
function read() {
  try {
    const bytes = readFileSync(kept);
    const body = bytes.subarray(4);
    return crc32(body) === bytes.readUInt32LE(0) ? body : undefined;
  } catch {
    return undefined;
  }
}

function write(body) {
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

function once(run) {
  let done = false;
  return () => {
    if (!done) run();
    done = true;
  };
}
