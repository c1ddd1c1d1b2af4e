// Programs that fencing methods run.
import { spawn } from 'node:child_process';
import type { RunProgram } from '../zookeeper/fencing.ts';

/** Of what a program prints the end is kept, in characters. */
const outputMax = 2000;

/** Runs a program to its end, with nothing to read, in this process's environment and `environment`. Never rejects. */
export const runProgram: RunProgram = (program, args, environment) =>
  new Promise((resolve) => {
    const child = spawn(program, args, { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output = (output + text).slice(-outputMax);
      });
    }
    child.once('error', (error) => resolve({ code: -1, output: error.message }));
    child.once('close', (code) => resolve({ code: code ?? -1, output: output.trim() }));
  });
