import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dateText, doubleText, floatText } from './java-text.ts';

test('floats and doubles as Java prints them', () => {
  const floats: readonly (readonly [number, string])[] = [
    [0, '0.0'], [-0, '-0.0'], [100, '100.0'], [2 / 7 * 100, '28.571428'], [12.5, '12.5'], [16 / 9, '1.7777778'], [1e-3, '0.001'], [9.083612e-6, '9.083612E-6'],
    [1e7, '1.0E7'], [9999999, '9999999.0'], [33.333332, '33.333332'], [Number.NaN, 'NaN'], [-1 / 3, '-0.33333334'], [123456.789, '123456.79'],
  ];
  for (const [value, text] of floats) assert.equal(floatText(value), text);
  assert.equal(doubleText(504), '504.0');
  assert.equal(doubleText(1.5e10), '1.5E10');
  assert.equal(doubleText(0.1), '0.1');
});

test('dates', () => {
  assert.equal(dateText(1795416426000), 'Mon Nov 23 06:47:06 UTC 2026');
});
