// Finds rows of the texts that nothing in the window says.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Sources that use the texts; the languages themselves and what comes from Rust do not. */
function sources(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return /texts\/(en|de)$|generated$|fixtures$/.test(path) ? [] : sources(path);
    return /\.(svelte|ts)$/.test(path) && !/texts\/(en|de)\.ts$/.test(path) ? [path] : [];
  });
}

const CHAIN = String.raw`((?:\??\.\w+)*)(\??\.?\[)?`;
const ALIAS = new RegExp(String.raw`(?:const|let) (\w+) = (?:\$derived\()?(\w+)((?:\.\w+)+)\)?;`, 'g');

/** The rows that a source names: whole tables where it picks from one by something it computes. */
function named(source) {
  const known = new Map([['texts', []]]);
  const aliases = [...source.matchAll(ALIAS)];
  for (const [, name, of, chain] of aliases) {
    if (known.has(of)) known.set(name, [...known.get(of), ...chain.slice(1).split('.')]);
  }
  const rest = source.replace(ALIAS, (all, name) => (known.has(name) ? '' : all));
  return [...known].flatMap(([name, at]) =>
    [...rest.matchAll(new RegExp(String.raw`(?<![\w.])${name}\b${CHAIN}`, 'g'))]
      .map(([, chain]) => [...at, ...chain.split(/\??\./).filter(Boolean)])
      .filter((path) => path.length > 0),
  );
}

/** The rows below a table, each with its path. */
function rows(table, path = []) {
  if (typeof table !== 'object' || table === null || Array.isArray(table)) return [path];
  return Object.entries(table).flatMap(([name, row]) => rows(row, [...path, name]));
}

/** One line for each row that nobody says. */
export function unused(texts) {
  const uses = sources('src').flatMap((path) => named(readFileSync(path, 'utf8')));
  const isUsed = (row) => uses.some((use) => use.every((name, index) => index >= row.length || row[index] === name));
  return rows(texts)
    .filter((row) => !isUsed(row))
    .map((row) => `texts.${row.join('.')}: nobody says it`);
}
