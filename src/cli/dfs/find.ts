// -find: names matched by globs. Answers to org.apache.hadoop.fs.shell.find.Find, whose expressions are -name, -iname,
// -print, -print0 and -a.
import type { Call, Command } from './command.ts';
import { compileGlob } from './glob.ts';
import { parseOptions } from './options.ts';
import type { PathData } from './path-data.ts';
import { ShellError, UsageError } from './shell-errors.ts';
import { traverse } from './traverse.ts';

export const find: Command = {
  name: 'find',
  usage: '<path> ... <expression> ...',
  summary: 'Prints the paths at and below the given ones that an expression is true for; without one, all.',
  options: {
    '-name GLOB': 'true where the last component matches',
    '-iname GLOB': 'the same, whatever the case of letters',
    '-print': 'prints the path; true. Done anyway where nothing prints',
    '-print0': 'the same with a NUL behind it instead of a newline',
    '-a -and': 'between two expressions: both; nothing between them means the same',
    '( )': 'an expression by itself',
  },
  examples: ['-find / -name "*.tmp"', '-find /data -iname "*.CSV" -print0 | xargs -0 -n1 echo'],
  async run(call, args) {
    // -L and -H follow symlinks, which HDFS does not have.
    const { rest } = parseOptions(args, { min: 1, flags: ['L', 'H'], passUnknown: true });
    const begin = rest.findIndex((word) => word.startsWith('-'));
    const paths = begin < 0 ? rest : rest.slice(0, begin);
    const { expression, prints } = parseExpression(call, begin < 0 ? [] : rest.slice(begin));
    await traverse(call, paths.length === 0 ? ['.'] : paths, {
      recursive: true,
      async visit(item) {
        if (expression(item) && !prints) print(call, item, '\n');
      },
    });
  },
};

type Expression = (item: PathData) => boolean;

/** Reads words up to the end or a closing parenthesis: all parts must be true, in order, until one is not. */
function parseExpression(call: Call, words: string[]): { readonly expression: Expression; readonly prints: boolean } {
  const parts: Expression[] = [];
  let prints = false;
  for (let word = words.shift(); word !== undefined && word !== ')'; word = words.shift()) {
    switch (word) {
      case '(': {
        const inner = parseExpression(call, words);
        parts.push(inner.expression);
        prints ||= inner.prints;
        break;
      }
      case '-a':
      case '-and':
        break;
      case '-name':
      case '-iname':
        parts.push(nameMatches(word, words.shift()));
        break;
      case '-print':
      case '-print0': {
        const end = word === '-print' ? '\n' : '\0';
        parts.push((item) => {
          print(call, item, end);
          return true;
        });
        prints = true;
        break;
      }
      default:
        throw new ShellError(`Unexpected argument: ${word}`);
    }
  }
  return { expression: (item) => parts.every((part) => part(item)), prints };
}

function nameMatches(word: string, glob: string | undefined): Expression {
  if (glob === undefined) throw new UsageError(`${word} wants a pattern behind it`);
  const insensitive = word === '-iname';
  const { regexp } = compileGlob(insensitive ? glob.toLowerCase() : glob);
  return ({ name }) => regexp.test(insensitive ? name.toLowerCase() : name);
}

function print(call: Call, item: PathData, end: string): void {
  call.world.out.text(item.text + end);
}
