import type { Change } from '../../contract';
import { count } from './numbers';

/** What became different, in words. */
const changes: { [Is in Change['is']]: (change: Extract<Change, { is: Is }>) => string } = {
  first_seen: ({ packages }) => `Seen for the first time, with ${count(packages, 'package', 'packages')}.`,
  package_appeared: ({ id, version }) => `${id} appeared, with version ${version}.`,
  version_published: ({ id, version, before }) => `${id} ${version} was published, after ${before}.`,
  unlisted: ({ id }) => `${id} was unlisted.`,
  listed: ({ id }) => `${id} was listed again.`,
  deprecated: ({ id }) => `${id} was deprecated.`,
  undeprecated: ({ id }) => `${id} is no longer deprecated.`,
  owner_added: ({ id, owner }) => `${owner} became an owner of ${id}.`,
  owner_removed: ({ id, owner }) => `${owner} is no longer an owner of ${id}.`,
  package_gone: ({ id }) => `${id} is no longer listed under this account.`,
  profile_gone: () => 'The profile page is gone: the account was deleted or renamed.',
  profile_back: () => 'The profile page is there again.',
};

function changed<Is extends Change['is']>(change: Extract<Change, { is: Is }>): string {
  return (changes[change.is as Is] as (change: Extract<Change, { is: Is }>) => string)(change);
}

export const nugetOrg = {
  changed,
  surprise: (username: string, change: Change) => `${username} at nuget.org: ${changed(change)} Was that you?`,
};
