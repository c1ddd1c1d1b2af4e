// Whom the page acts as. Without Kerberos HDFS believes the name it is told; a browser remembers the last one.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

const key = 'quorate.user';

function remembered(): string {
  try {
    return localStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

let chosen = remembered();

/** The name that this browser chose, or the server's suggestion. */
export function currentUser(suggested: string): string {
  return chosen === '' ? suggested : chosen;
}

export function UserField({ suggested }: { readonly suggested: string }): JSX.Element {
  const [text, setText] = useState(chosen);
  const choose = (name: string): void => {
    chosen = name.trim();
    setText(chosen);
    try {
      if (chosen === '') localStorage.removeItem(key);
      else localStorage.setItem(key, chosen);
    } catch {
      // A browser that keeps nothing asks again next time.
    }
    dispatchEvent(new Event('quorate-user'));
  };
  return (
    <label class="user"><span>as </span><input
      type="text" value={text} placeholder={suggested} autocomplete="off" spellcheck={false} aria-label="User to act as" maxLength={64} size={10}
      onInput={(event) => setText(event.currentTarget.value)} onChange={(event) => choose(event.currentTarget.value)}
    /></label>
  );
}
