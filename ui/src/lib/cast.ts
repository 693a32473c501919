/** The people of the practice sign-in, as they are at the beginning. A test of the practice compares them with its own. */
export const PEOPLE = [
  { id: 'maya', name: 'Maya Okafor', address: 'account1@outlook.com' },
  { id: 'jonas', name: 'Jonas Weber', address: 'account2@outlook.com' },
  { id: 'priya', name: 'Priya Nair', address: 'account3@outlook.com' },
  { id: 'ana', name: 'Ana Souza', address: 'ana@contoso.example' },
  { id: 'ben', name: 'Ben Carter', address: 'ben@contoso.example' },
  { id: 'sam', name: 'Sam Rivera', address: 'someone@yourdomain.com' },
] as const;

/** The account with a password of the past, which is no secret, and where its mails go. */
export const OLD = { username: 'OldNuGetAccount', password: 'Practice2012', address: 'old@outlook.com' } as const;

/** The accounts that people open, or could. */
export const ACCOUNTS = {
  maya: 'MyNuGetAccount1',
  jonas: 'MyNuGetAccount2',
  ana: 'ana.contoso',
  ben: 'contoso-data',
  sam: 'yourdomain-packages',
} as const;
