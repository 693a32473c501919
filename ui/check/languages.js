// Compares the languages row by row, and the rows with what the window says. The types let a text be left out where some
// rows have none; this does not. What is said where an answer is lost is looked at too,
// and by which subjects mails are named.

import { runnerImport } from 'vite';
import { misread } from './activity.js';
import { alike } from './first-use.js';
import { miscounted } from './leaving.js';
import { denials } from './lost.js';
import { unknownSubjects } from './subjects.js';
import { toldTwice } from './twice.js';
import { unused } from './unused.js';

// The window's own is what the texts read their locale from.
Object.defineProperty(globalThis, 'navigator', { value: { languages: ['en-GB'] }, configurable: true });

const { en } = (await runnerImport('./src/texts/en.ts', { logLevel: 'error' })).module;
const { de } = (await runnerImport('./src/texts/de.ts', { logLevel: 'error' })).module;
const { partsOf } = (await runnerImport('./src/lib/consequences.ts', { logLevel: 'error' })).module;
const { whatIsLeft } = (await runnerImport('./src/lib/leaving.ts', { logLevel: 'error' })).module;

/** Whether these rows hold other rows. */
const isTable = (value) => typeof value === 'object' && value !== null;

/** What is wrong with a row of the second language, one line for each fault. */
function faults(path, english, other) {
  if (other === undefined) return [`${path}: missing in German`];
  if (english === undefined) return [`${path}: not in English`];
  if (isTable(english) !== isTable(other)) return [`${path}: not the same kind of row`];
  if (isTable(english)) {
    const names = new Set([...Object.keys(english), ...Object.keys(other)]);
    return [...names].flatMap((name) => faults(`${path}.${name}`, english[name], other[name]));
  }
  // Names and single words may be alike in both languages; a sentence is not.
  const sentence = typeof english === 'string' && english.split(' ').length > 2;
  return sentence && english === other ? [`${path}: still English`] : [];
}

const found = [
  ...faults('texts', en, de),
  ...unused(en),
  ...misread(en.audits),
  ...misread(de.audits),
  ...denials({ en, de }),
  ...unknownSubjects(),
  ...alike({ en, de }),
  ...miscounted(whatIsLeft),
  ...toldTwice(partsOf),
];
for (const fault of found) console.error(fault);
process.exitCode = found.length > 0 ? 1 : 0;
