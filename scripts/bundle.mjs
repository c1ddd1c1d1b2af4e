// Bundles src/ into dist/: quorate.cjs, which starts the command line, main.cjs, the command line itself, each of whose
// commands runs only the modules it needs, the daemons' own programs, index.js, the client, and testing.js, a cluster in a test. Plain JavaScript,
// because it runs before anything is compiled: from `npm install` (prepare) and `npm start`. Types are `npm run check`'s
// business.
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { constants, gzipSync } from 'node:zlib';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const dist = path.join(root, 'dist');
/** What scripts/launcher.cjs runs. */
const programNames = ['main', 'journalnode', 'datanode', 'guardian'];
/** The daemons that have web pages, with the title that stands there until the page is drawn. */
const pageTitles = { namenode: 'NameNode', journalnode: 'JournalNode', datanode: 'DataNode' };

/** Whether dist/quorate.cjs is missing or older than anything it is made of. */
export function isStale() {
  const made = modified(path.join(dist, 'quorate.cjs'));
  return made === 0 || [path.join(root, 'src'), path.join(root, 'package.json'), path.join(root, 'package-lock.json'), path.join(root, 'scripts/launcher.cjs'), fileURLToPath(import.meta.url)].some((source) => newest(source) > made);
}

/**
 * Writes dist/. Throws, with what is wrong printed by esbuild, when a source cannot be bundled. What earlier builds left is
 * removed when it is older than `keptMs`: daemons that run may still want chunks of theirs; an hour later nobody does.
 */
export async function bundle(keptMs = 3_600_000) {
  const { build } = await import('esbuild');
  const common = {
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    // Packages too: one file instead of two hundred is half of a start. Names and short lines stay, for readable stacks; blanks
    // go: they would be read as well.
    packages: 'bundle',
    minifySyntax: true,
    minifyWhitespace: true,
    lineLimit: 160,
    legalComments: 'none',
    // One byte a character: a text with others takes V8 twice the memory.
    charset: 'ascii',
    logLevel: 'warning',
    write: false,
    metafile: true,
    outdir: 'dist',
  };
  // What scripts/launcher.cjs calls.
  const asFunction = { banner: { js: '(function (exports, require, module, __filename, __dirname, urlOfProgram, runProgram) {' }, footer: { js: '})' } };
  const testing = existsSync(path.join(root, 'src/testing/index.ts')) ? { testing: 'src/testing/index.ts' } : {};
  const programs = Object.fromEntries(programNames.map((name) => [name, name === 'main' ? 'src/cli/main.ts' : `src/cli/programs/${name}.ts`]));
  const made = await Promise.all([
    // Not split, so that the compiled code of each is one thing to keep (scripts/launcher.cjs); `import()` still runs only what it
    // names. A daemon's program repeats some of main.cjs, so that ten processes need not read and hold all commands.
    build({ ...common, entryPoints: programs, format: 'cjs', outExtension: { '.js': '.cjs' }, supported: { 'dynamic-import': false }, define: { 'import.meta.url': 'urlOfProgram' }, ...asFunction }),
    build({
      ...common, entryPoints: { index: 'src/api/index.ts', ...testing }, format: 'esm', splitting: true, chunkNames: '[name]-[hash]',
      // Packages written for CommonJS ask for Node's own modules with require.
      banner: { js: "import { createRequire as createRequireOfBundle } from 'node:module'; const require = createRequireOfBundle(import.meta.url);" },
    }),
  ]);
  const pages = await bundlePages(build);
  const files = new Map(made.flatMap(({ outputFiles }) => outputFiles.map((file) => [path.basename(file.path), file.contents])));
  for (const name of programNames.map((program) => `${program}.cjs`)) {
    const program = Buffer.from(files.get(name));
    // The name that its compiled code is kept under.
    files.set(name, Buffer.concat([program, Buffer.from(`//${createHash('sha256').update(program).digest('hex').slice(0, 16)}\n`)]));
  }
  files.set('quorate.cjs', readFileSync(path.join(root, 'scripts/launcher.cjs')));
  files.set('LICENSES.txt', Buffer.from(licences([...new Set([...made, pages].flatMap(({ metafile }) => Object.keys(metafile.inputs)))])));
  for (const [name, contents] of pages.files) files.set(`web/${name}`, contents);
  mkdirSync(path.join(dist, 'web'), { recursive: true });
  // Chunks first, then what imports them, each whole at once: somebody may be starting the old one.
  const entries = ['index.js', 'testing.js', ...programNames.map((program) => `${program}.cjs`), 'quorate.cjs'];
  for (const [name, contents] of [...files].sort(([a], [b]) => entries.indexOf(a) - entries.indexOf(b))) {
    const temporary = path.join(dist, path.dirname(name), `.${path.basename(name)}.${process.pid}`);
    writeFileSync(temporary, contents);
    if (name === 'quorate.cjs') chmodSync(temporary, 0o755);
    renameSync(temporary, path.join(dist, name));
  }
  for (const name of [...readdirSync(dist), ...readdirSync(path.join(dist, 'web')).map((page) => `web/${page}`)]) {
    const file = path.join(dist, name);
    if (name !== 'web' && !files.has(name) && !name.endsWith('.d.ts') && Date.now() - modified(file) >= keptMs) rmSync(file, { recursive: true });
  }
  return [...files].map(([name, contents]) => ({ name, bytes: contents.length }));
}

/**
 * The web pages, from src/web: a page for each daemon's role, and scripts and styles named by their digests, so that a browser
 * need never ask for them again. These are kept compressed: every browser takes them so.
 */
async function bundlePages(build) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root, outdir: 'dist/web', bundle: true, splitting: true, format: 'esm', platform: 'browser', target: ['chrome111', 'firefox115', 'safari16.4'],
    entryPoints: { ...Object.fromEntries(Object.keys(pageTitles).map((role) => [role, `src/web/${role}.tsx`])), style: 'src/web/style.css' },
    entryNames: '[name]-[hash]', chunkNames: 'part-[hash]', jsx: 'automatic', jsxImportSource: 'preact', minify: true, legalComments: 'none', charset: 'utf8',
    logLevel: 'warning', write: false, metafile: true,
  });
  const files = new Map(outputFiles.map(({ path: file, contents }) => [`${path.basename(file)}.gz`, gzipSync(contents, { level: constants.Z_BEST_COMPRESSION })]));
  const outputs = Object.entries(metafile.outputs);
  const outputOf = (entryPoint) => outputs.find(([, output]) => output.entryPoint === entryPoint) ?? [];
  const [style] = outputOf('src/web/style.css');
  for (const [role, title] of Object.entries(pageTitles)) {
    const [script, { imports }] = outputOf(`src/web/${role}.tsx`);
    const at = { title, style: path.basename(style), script: path.basename(script), preloads: imports.filter(({ kind }) => kind === 'import-statement').map((each) => `<link rel="modulepreload" href="assets/${path.basename(each.path)}">`).join('\n') };
    files.set(`${role}.html`, Buffer.from(readFileSync(path.join(root, 'src/web/page.html'), 'utf8').replace(/\{(\w+)\}/g, (_, name) => at[name])));
  }
  return { files, metafile };
}

/** The licences of the packages that are bundled in. */
function licences(inputs) {
  const packages = new Set(inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? []));
  return [...packages].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
    const file = readdirSync(path.join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
    return `${name} ${version} (${license})\n\n${file === undefined ? '' : readFileSync(path.join(root, folder, file), 'utf8').trim()}\n`;
  }).join(`\n${'-'.repeat(80)}\n\n`);
}

function modified(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function newest(file) {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(file).map((name) => newest(path.join(file, name))));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--prepare') && !existsSync(path.join(root, 'node_modules/esbuild'))) {
    console.log('quorate: development packages are not installed, so nothing is built');
  } else {
    try {
      // In a package nothing of an earlier build may lie.
      const files = await bundle(process.argv.includes('--pack') ? 0 : undefined);
      console.log(`dist: ${files.length} files, ${Math.round(files.reduce((sum, { bytes }) => sum + bytes, 0) / 1024)} KiB`);
    } catch (error) {
      // esbuild has told what is wrong with the sources.
      if (!(error instanceof Error && 'errors' in error)) console.error(error);
      process.exitCode = 1;
    }
  }
}
