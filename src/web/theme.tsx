// Light, dark, or as the system has it.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

const key = 'quorate.theme';
const themes = ['system', 'light', 'dark'] as const;
type Theme = (typeof themes)[number];

function remembered(): Theme {
  try {
    return themes.find((theme) => theme === localStorage.getItem(key)) ?? 'system';
  } catch {
    return 'system';
  }
}

function apply(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  // Charts take their colours when they are drawn.
  dispatchEvent(new Event('quorate-theme'));
}

apply(remembered());

export function ThemeButton(): JSX.Element {
  const [theme, setTheme] = useState(remembered);
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system';
  const change = (): void => {
    try {
      localStorage.setItem(key, next);
    } catch {
      // For as long as the page is open, then.
    }
    setTheme(next);
    apply(next);
  };
  return <button type="button" class="quiet" onClick={change} title={`Theme: ${theme}`} aria-label={`Theme: ${theme}; change to ${next}`}><span aria-hidden="true">{{ system: '◐', light: '☀', dark: '☾' }[theme]}</span></button>;
}
