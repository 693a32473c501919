import type { Change } from '../../contract';
import { count } from './numbers';

/** Was anders wurde, in Worten. */
const changes: { [Is in Change['is']]: (change: Extract<Change, { is: Is }>) => string } = {
  first_seen: ({ packages }) => `Zum ersten Mal gesehen, mit ${count(packages, 'Paket', 'Paketen')}.`,
  package_appeared: ({ id, version }) => `${id} ist neu da, mit Version ${version}.`,
  version_published: ({ id, version, before }) => `${id} ${version} wurde veröffentlicht, nach ${before}.`,
  unlisted: ({ id }) => `${id} wird nicht mehr gelistet.`,
  listed: ({ id }) => `${id} wird wieder gelistet.`,
  deprecated: ({ id }) => `${id} wurde als veraltet markiert.`,
  undeprecated: ({ id }) => `${id} ist nicht mehr als veraltet markiert.`,
  owner_added: ({ id, owner }) => `${owner} ist jetzt Besitzer von ${id}.`,
  owner_removed: ({ id, owner }) => `${owner} ist nicht mehr Besitzer von ${id}.`,
  package_gone: ({ id }) => `${id} wird nicht mehr unter diesem Konto geführt.`,
  profile_gone: () => 'Die Profilseite ist weg: Das Konto wurde gelöscht oder umbenannt.',
  profile_back: () => 'Die Profilseite ist wieder da.',
};

function changed<Is extends Change['is']>(change: Extract<Change, { is: Is }>): string {
  return (changes[change.is as Is] as (change: Extract<Change, { is: Is }>) => string)(change);
}

export const nugetOrg = {
  changed,
  surprise: (username: string, change: Change) => `${username} bei nuget.org: ${changed(change)} Waren Sie das?`,
};
