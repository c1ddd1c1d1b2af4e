// Numbers and dates as Java prints them, for answers that tools read as text.

/** java.util.Date.toString in UTC: Mon Nov 23 05:45:44 UTC 2026. */
export function dateText(wallMs: number): string {
  const [day = '', date = '', month = '', year = '', time = ''] = new Date(wallMs).toUTCString().replace(',', '').split(' ');
  return `${day} ${month} ${date} ${time} UTC ${year}`;
}

/** Float.toString of the float nearest to `value`: 28.571428, 0.0, 1.0E-4. */
export function floatText(value: number): string {
  const float = Math.fround(value);
  // Two digits at least, even where one would do: 1.4E-45.
  for (let digits = 2; digits < 10; digits++) {
    const text = float.toPrecision(digits);
    if (Math.fround(Number(text)) === float) return realText(float, text);
  }
  return realText(float, String(float));
}

/** Double.toString. */
export function doubleText(value: number): string {
  const two = value.toPrecision(2);
  return realText(value, Number(two) === value ? two : String(value));
}

/** `shortest` in Java's form: a point always, an exponent below 10^-3 and from 10^7 on. */
function realText(value: number, shortest: string): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
  const magnitude = Math.abs(value);
  if (magnitude === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const [mantissa = '', exponent = '0'] = (shortest.includes('e') ? shortest : Number(shortest).toExponential()).split('e');
  const sign = mantissa.startsWith('-') ? '-' : '';
  const digits = mantissa.replace(/[-.]/g, '').replace(/(?<=.)0+$/, '');
  const power = Number(exponent);
  if (magnitude < 1e-3 || magnitude >= 1e7) return `${sign}${digits[0]}.${digits.slice(1) || '0'}E${power}`;
  if (power < 0) return `${sign}0.${'0'.repeat(-power - 1)}${digits}`;
  const whole = digits.slice(0, power + 1).padEnd(power + 1, '0');
  return `${sign}${whole}.${digits.slice(power + 1) || '0'}`;
}

/** A Java float or double in an answer: printed with a point. */
export class JavaReal {
  readonly value: number;
  readonly single: boolean;

  constructor(value: number, single = false) {
    this.value = value;
    this.single = single;
  }

  /** As Java prints it. */
  toString(): string {
    return this.single ? floatText(this.value) : doubleText(this.value);
  }
}
