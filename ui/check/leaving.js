// The list for leaving a job: what only the person knows is not counted as what is to be done, since it never goes away.

/** What is wrong with the line above that list. */
export function miscounted(whatIsLeft) {
  const steps = (...states) => states.map((state) => ({ state }));
  const all = whatIsLeft(steps('done', 'done'));
  const unknown = whatIsLeft(steps('unknown', 'unknown', 'unknown', 'unknown', 'done'));
  const both = whatIsLeft(steps('open', 'unknown', 'unknown', 'unknown', 'unknown'));
  return [
    unknown === all && 'what nobody can see is told as done',
    both === whatIsLeft(steps('open', 'open', 'open', 'open', 'open')) &&
      'what only the person knows is told as to be done',
    !both.endsWith(unknown) && 'what is to be done changes what is said of the rest',
    whatIsLeft(steps('open', 'done')) === whatIsLeft(steps('waits', 'done')) &&
      'what a day settles is told as to be done',
  ].filter(Boolean);
}
