// A mail that the app tells people to look for is named by the subject that it has: the service writes in one language.

import { readFileSync, readdirSync } from 'node:fs';

const TEXTS = new URL('../src/texts/', import.meta.url);
const WORDS = new URL('../../crates/service/src/outbox/words/', import.meta.url);
const QUOTED = /[Mm]ails? [“„]([^“”„]+)[”“]/g;

/** The text of every file of a folder and the folders in it, by its name. What is guided is about mails of nuget.org. */
function files(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('guided'))
    .map((entry) => [entry.name, readFileSync(`${entry.parentPath ?? entry.path}/${entry.name}`, 'utf8')]);
}

/** One line for each mail that nobody would find under the name that a language gives it. */
export function unknownSubjects() {
  const subjects = files(WORDS)
    .map(([, text]) => text)
    .join('');
  return ['en', 'de'].flatMap((language) => {
    const said = files(new URL(`${language}/`, TEXTS)).flatMap(([name, text]) =>
      [...text.matchAll(QUOTED)].map(([, subject]) => [name, subject]),
    );
    if (said.length === 0) return [`${language}: no mail is named by its subject any more`];
    return said
      .filter(([, subject]) => !subjects.includes(`"${subject}"`))
      .map(([name, subject]) => `${language} ${name}: no mail has the subject “${subject}”`);
  });
}
