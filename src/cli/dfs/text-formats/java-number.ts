// Floating point numbers as Java prints them: Float.toString and Double.toString, the shortest digits that mean the number.

export function doubleText(value: number): string {
  return textOf(value, (digits) => Number(digits) === value);
}

export function floatText(value: number): string {
  return textOf(value, (digits) => Math.fround(Number(digits)) === value);
}

function textOf(value: number, means: (digits: string) => boolean): string {
  if (Number.isNaN(value)) return 'NaN';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const size = Math.abs(value);
  if (size === Number.POSITIVE_INFINITY) return `${sign}Infinity`;
  if (size === 0) return `${sign}0.0`;
  let shortest = size.toExponential();
  // Two digits at least, even where one would do: 4.9E-324.
  for (let precision = 1; precision < 17; precision++) {
    const candidate = size.toExponential(precision);
    if (!means(`${sign}${candidate}`)) continue;
    shortest = candidate;
    break;
  }
  const [mantissa = '', power = '0'] = shortest.split('e');
  const exponent = Number(power);
  const digits = mantissa.replace('.', '').replace(/(?<=.)0+$/, '');
  if (size < 1e-3 || size >= 1e7) return `${sign}${digits[0] ?? ''}.${digits.slice(1) || '0'}E${exponent}`;
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  return `${sign}${digits.slice(0, exponent + 1).padEnd(exponent + 1, '0')}.${digits.slice(exponent + 1) || '0'}`;
}
