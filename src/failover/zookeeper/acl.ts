// The texts of ha.zookeeper.acl and ha.zookeeper.auth. Answers to ZKUtil.parseACLs and parseAuth.

export interface ZnodeAcl {
  readonly scheme: string;
  readonly id: string;
  /** READ 1, WRITE 2, CREATE 4, DELETE 8, ADMIN 16. */
  readonly permission: number;
}

export interface ZooKeeperAuth {
  readonly scheme: string;
  readonly auth: string;
}

const permissions: Readonly<Record<string, number>> = { r: 1, w: 2, c: 4, d: 8, a: 16 };

/** `scheme:id:rwcda`, comma-separated; the id may hold colons. Throws with what is wrong. */
export function parseAcls(text: string): ZnodeAcl[] {
  return items(text).map((item) => {
    const first = item.indexOf(':');
    const last = item.lastIndexOf(':');
    if (first < 0 || first === last) throw new Error(`'${item}' is not of the form scheme:id:permissions`);
    let permission = 0;
    for (const letter of item.slice(last + 1)) {
      const bit = permissions[letter];
      if (bit === undefined) throw new Error(`'${letter}' in '${item}' is none of the permissions r, w, c, d and a`);
      permission |= bit;
    }
    return { scheme: item.slice(0, first), id: item.slice(first + 1, last), permission };
  });
}

/** `scheme:auth`, comma-separated. Throws with what is wrong, not telling the secret. */
export function parseAuths(text: string): ZooKeeperAuth[] {
  return items(text).map((item) => {
    const colon = item.indexOf(':');
    if (colon < 0) throw new Error('an entry is not of the form scheme:auth');
    return { scheme: item.slice(0, colon), auth: item.slice(colon + 1) };
  });
}

function items(text: string): string[] {
  return text.split(',').map((item) => item.trim()).filter((item) => item !== '');
}
