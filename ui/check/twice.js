// What comes on a later day is told under that day, which is then not told once more in its lines.

/** What is wrong with how a deletion's day is told. */
export function toldTwice(partsOf) {
  const now = Date.parse('2026-03-01T10:00:00Z');
  const items = [
    { kind: 'sessions_end', count: 1 },
    { kind: 'account_deleted', username: 'Ana', at: '2026-03-08T10:00:00Z' },
  ];
  const line = (headed) =>
    partsOf(items, true, now, headed)
      .later.map(({ text }) => text)
      .join(' ');
  return [
    /\d/.test(line(true)) && 'the day of a deletion stands above its line and in it',
    !/\d/.test(line(false)) && 'the day of a deletion stands nowhere',
  ].filter(Boolean);
}
