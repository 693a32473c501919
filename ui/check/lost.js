// What the app says where an answer is lost may not say that nothing was changed: nobody knows.

import { readFileSync } from 'node:fs';

const SOURCE = new URL('../../crates/manager/src/app/wizards/told.rs', import.meta.url);
const CLAIM = /[Nn]othing (was|has been) changed|nichts geändert|\bNichts\b/;

/** The codes after which nobody knows whether the gallery did it, as the app counts them. */
function lost() {
  const [, body = ''] = readFileSync(SOURCE, 'utf8').split('fn is_lost');
  const names = [...body.matchAll(/Code::(\w+)/g)].map(([, name]) => name);
  return names.map((name) => name.replace(/(?<!^)[A-Z]/g, '_$&').toLowerCase());
}

/** One line for each sentence that denies what may be done. */
export function denials(languages) {
  const codes = lost();
  const found = codes.length < 5 ? ['is_lost: no codes found in told.rs'] : [];
  for (const [language, { refusals }] of Object.entries(languages)) {
    for (const code of codes) {
      const { what, next } = refusals[code]({ code, status: 0, detail: '' }, { gallery: 'Contoso' });
      if (CLAIM.test(`${what} ${next}`))
        found.push(`${language}.refusals.${code}: nobody knows whether nothing was changed`);
    }
  }
  return found;
}
