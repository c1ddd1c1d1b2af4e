import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { layers } from './layers.ts';
import { problemsOf } from './source-rules.ts';
import { tokensOf } from './tokens.ts';

/** The problems of a file with a head and `code`, without the file's name and line. */
function problems(file: string, code: string): string[] {
  return problemsOf(file, `// What it is.\n${code}\n`).map((problem) => problem.replace(/^[^:]+(?::\d+)?: /, ''));
}

describe('tokens', () => {
  const texts = (code: string): string[] => tokensOf(code).filter(({ kind }) => kind !== 'comment').map(({ text }) => text);

  test('tell strings, comments, templates and regular expressions from words', () => {
    assert.deepEqual(texts('a /* setTimeout */ b // c\nd'), ['a', 'b', 'd']);
    assert.deepEqual(texts(`x = 'it\\'s // no comment' + "/* nor */"`), ['x', '=', `it\\'s // no comment`, '+', '/* nor */']);
    assert.deepEqual(texts('a = b / c / d; e = /c\\/ d/g;'), ['a', '=', 'b', '/', 'c', '/', 'd', ';', 'e', '=', '/c\\/ d/g', ';']);
    assert.deepEqual(texts(String.raw`s.replace(/[/'"]\/\*/, x)`), ['s', '.', 'replace', '(', String.raw`/[/'"]\/\*/`, ',', 'x', ')']);
    assert.deepEqual(texts('`a ${ `b ${c}` + {d: 1}.d } e` + f'), ['`a ${', '`b ${', 'c', '}`', '+', '{', 'd', ':', '1', '}', '.', 'd', '} e`', '+', 'f']);
    assert.deepEqual(texts('#!/usr/bin/env node\nthis.#x ?? 0x1fn'), ['this', '.', '#x', '?', '?', '0x1fn']);
  });

  test('know their lines', () => {
    const tokens = tokensOf('a\n/* b\nb */ c `\n${d}\n` e');
    assert.deepEqual(tokens.map(({ line }) => line), [1, 2, 3, 3, 4, 4, 5]);
  });

  test('end, whatever the text', () => {
    for (const text of ["'", '"abc\nd', '`', '`${', '/*', '/', '}', '\u0000', '${}', '/[/', '\\']) assert.ok(tokensOf(text).length > 0, JSON.stringify(text));
  });
});

describe('imports', () => {
  test('go up the list only', () => {
    assert.deepEqual(problems('src/rpc/x.ts', "import { a } from '../wire/a.ts';\nimport type { B } from '../env/env.ts';\nimport { c } from './c.ts';"), []);
    assert.deepEqual(problems('src/rpc/x.ts', "import { a } from '../namenode/a.ts';"), ['src/rpc must not import src/namenode/a.ts']);
    assert.deepEqual(problems('src/rpc/x.ts', "import { a } from '../storage/a.ts';"), ['src/rpc must not import src/storage/a.ts']);
    assert.deepEqual(problems('src/qjournal/server/x.ts', "import { a } from '../../namenode/a.ts';"), ['src/qjournal/server must not import src/namenode/a.ts']);
    assert.deepEqual(problems('src/qjournal/server/x.ts', "import { a } from '../client/a.ts';"), ['src/qjournal/server must not import src/qjournal/client/a.ts']);
  });

  test('of folders inside a folder follow it, but for the real world', () => {
    assert.deepEqual(problems('src/namenode/x.ts', "import { a } from './blocks/a.ts';\nimport { b } from '../edit-log/ops/b.ts';"), []);
    assert.deepEqual(problems('src/rpc/x.ts', "import { a } from '../env/node/node-env.ts';"), ['src/rpc must not import src/env/node/node-env.ts']);
    assert.deepEqual(problems('src/cli/x.ts', "import { a } from '../env/node/node-env.ts';"), []);
  });

  test('are found in every form', () => {
    const refused = ['src/rpc must not import src/sim/a.ts'];
    for (const code of [
      "import '../sim/a.ts';", "import a from '../sim/a.ts';", "import * as a from '../sim/a.ts';", "import type { A } from '../sim/a.ts';",
      "import {\n  a,\n  type B,\n} from '../sim/a.ts'\nconst from = 1", "export * from '../sim/a.ts';", "export { a } from '../sim/a.ts';",
      "export type { A } from '../sim/a.ts';", "const a = await import('../sim/a.ts');", "let a: import('../sim/a.ts').A;",
    ]) {
      assert.deepEqual(problems('src/rpc/x.ts', code), refused, code);
    }
    assert.deepEqual(problems('src/rpc/x.ts', "const a = await import(name);"), ['import() of a computed path: nobody can tell what it loads']);
    assert.deepEqual(problems('src/rpc/x.ts', "export { a };\nexport type { B };\nconst text = \"import { a } from '../sim/a.ts'\";\nnew URL('.', import.meta.url);"), []);
  });

  test('stay in the tree', () => {
    assert.deepEqual(problems('src/rpc/x.ts', "import { a } from '../../scripts/a.ts';"), ['imports scripts/a.ts, which is in no layer']);
    assert.deepEqual(problems('src/nowhere/x.ts', ''), ['its folder has no layer in scripts/layers.ts']);
  });

  test('of packages need a folder that may', () => {
    assert.deepEqual(problems('src/rpc/x.ts', "import net from 'node:net';"), ['imports node:net; only env/node, cli and what scripts/layers.ts names may']);
    assert.deepEqual(problems('src/cli/x.ts', "import net from 'node:net';"), []);
    assert.deepEqual(problems('src/base/x.ts', "import { crc32 } from 'node:zlib';"), []);
    assert.deepEqual(problems('src/base/x.ts', "import fs from 'node:fs';").length, 1);
  });

  test('of pure folders are pure', () => {
    assert.deepEqual(problems('src/namenode/operations/x.ts', "import { a } from '../fs-namesystem.ts';"), ['a pure folder imports src/namenode/fs-namesystem.ts']);
    assert.deepEqual(problems('src/namenode/operations/x.ts', "import { a } from '../namespace/a.ts';"), []);
    for (const layer of layers.filter(({ pure }) => pure)) {
      for (const below of layer.below) assert.ok(layers.find(({ folder }) => folder === below)?.pure, `${layer.folder} lists ${below}`);
    }
  });
});

describe('what code touches', () => {
  test('pure code: no time, no chance, no waiting', () => {
    const pure = (code: string): string[] => problems('src/namenode/blocks/x.ts', code);
    for (const code of [
      'const t = Date.now();', 'const t = new Date();', 'const t = new Date;', 'const r = Math.random();', 'async function f() {}', 'const f = async () => 1;',
      'class A { async f() {} }', 'let p: Promise<void>;', 'setTimeout(f, 1);', 'process.exit(1);', 'console.log(1);', 'crypto.randomUUID();',
      'const t = `${Date.now()}`;', 'performance.now();', 'queueMicrotask(f);', 'globalThis.x = 1;', 'void fetch(url);',
    ]) {
      assert.equal(pure(code).length, 1, `${code} ${pure(code).join()}`);
    }
    for (const code of [
      "throw new Error('no async setTimeout, no Date.now()');", '// process.exit', 'const d = new Date(ms);', 'const o = { async: true, process: 1 };',
      'a.process.b(); a.fetch(); a.Date.now();', 'function f(process: Process) { process.end(); }', 'const { name, process } = host; process.end();', 'const re = /await process\\.exit/;', 'const random = seeded.random();',
    ]) {
      assert.deepEqual(pure(code), [], code);
    }
    assert.deepEqual(problems('src/base/async.ts', 'export async function f(): Promise<void> { await g(); }'), []);
    assert.equal(problems('src/base/async.ts', 'const t = Date.now();').length, 1);
  });

  test('the rest goes through Env, and is told which of its calls', () => {
    const said = (code: string): string[] => problems('src/datanode/x.ts', code);
    assert.deepEqual(said('setTimeout(f, 1);'), ['setTimeout: use env.after()']);
    assert.deepEqual(said('const t = Date.now();'), ['Date.now: use env.wallMs()']);
    assert.deepEqual(said('const t = performance.now();'), ['performance: use env.monotonicMs()']);
    assert.deepEqual(said("if (process.env['X']) f();"), ['process: use env']);
    assert.deepEqual(said('const r = await fetch(url);'), ['fetch: use env.http.fetch()']);
    assert.deepEqual(said('const s = AbortSignal.timeout(5);'), ['AbortSignal.timeout: use env.after()']);
    assert.deepEqual(said('interface H { fetch(url: string): Promise<void>; }\nconst h = { fetch: (url) => 1 };\nclass C { async fetch(url: string) {} }\nh.fetch(1);'), []);
    assert.deepEqual(said('async function f() { await g(); }'), []);
    assert.deepEqual(problems('src/cli/x.ts', 'process.exit(Date.now());'), []);
    assert.deepEqual(problems('src/env/node/x.ts', 'setTimeout(f, 1);'), []);
  });

  test('tells the line', () => {
    assert.deepEqual(problemsOf('src/rpc/x.ts', '// Head.\n\n/* a\nb */ setTimeout(f, 1);\n'), ['src/rpc/x.ts:4: setTimeout: use env.after()']);
  });
});

describe('files', () => {
  test('have a head', () => {
    assert.deepEqual(problemsOf('src/rpc/x.ts', 'export const a = 1;\n'), ['src/rpc/x.ts:1: begins without a comment that says what it is']);
    assert.deepEqual(problemsOf('scripts/x.ts', '#!/usr/bin/env node\n/** What. */\nexport const a = 1;\n'), []);
  });

  test('have at most 600 lines, tests too, generated code aside', () => {
    const long = `// Head.\n${'f();\n'.repeat(600)}`;
    assert.match(problemsOf('src/rpc/x.ts', long).join(), /601 lines; stop at 600/);
    assert.match(problemsOf('src/rpc/x.test.ts', long).join(), /601 lines/);
    assert.deepEqual(problemsOf('src/rpc/x.ts', `// Head.\n${'f();\n'.repeat(599)}`), []);
    assert.deepEqual(problemsOf('src/wire/x.ts', `// Generated from proto/x.proto\n${'f();\n'.repeat(600)}`), []);
  });

  test('say what things are, not any', () => {
    for (const code of ['let a: any;', 'f(a as any);', 'let m: Map<string, any>;', 'type T = any;', 'let a: any[];', 'let a: string | any;', 'const f = (): any => 1;']) {
      assert.deepEqual(problems('src/rpc/x.ts', code), ['any: say what it is, or `unknown` and look'], code);
    }
    for (const code of ['await Promise.any(list);', 'const o = { a: 1, any: 2 };', '// any: any', "f('as any');"]) assert.deepEqual(problems('src/rpc/x.ts', code), [], code);
  });

  test('name the events that they log by constants', () => {
    for (const code of ["env.log('info', `block ${id}`, {});", "this.#env.log('warn', 'block ' + id);"]) assert.equal(problems('src/rpc/x.ts', code).length, 1, code);
    for (const code of ["env.log('info', 'block lost', { id });", "env.log('info', blockLost, { text: `${id}` });"]) assert.deepEqual(problems('src/rpc/x.ts', code), [], code);
  });

  test('that are tests may do all but be long', () => {
    assert.deepEqual(problemsOf('src/rpc/x.test.ts', "import net from 'node:net';\nsetTimeout(f as any, 1);\n"), []);
    assert.deepEqual(problemsOf('src/rpc/x.testing.ts', "import net from 'node:net';\n"), []);
  });
});
