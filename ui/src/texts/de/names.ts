/**
 * Names in German sentences. A gallery and an account are called by their names, which take no article; where there is
 * no name, or the name is a plain noun as with the practice gallery, the article and its case are needed.
 */

export const PRACTICE_GALLERY = 'Übungsgalerie';
export const SOME_GALLERY = 'Galerie';

/** Whether a gallery is called by a plain noun. */
function isNoun(gallery: string): boolean {
  return gallery === PRACTICE_GALLERY || gallery === SOME_GALLERY;
}

/** "nuget.org", "die Übungsgalerie": who does something, or is asked. */
export function theGallery(gallery: string): string {
  return isNoun(gallery) ? `die ${gallery}` : gallery;
}

/** "nuget.org", "Die Übungsgalerie": the same at the head of a sentence. */
export function firstGallery(gallery: string): string {
  return isNoun(gallery) ? `Die ${gallery}` : gallery;
}

/** "bei nuget.org", "in der Übungsgalerie". */
export function atGallery(gallery: string): string {
  return isNoun(gallery) ? `in der ${gallery}` : `bei ${gallery}`;
}

/** "Bei nuget.org", "In der Übungsgalerie": the same at the head of a sentence. */
export function firstAtGallery(gallery: string): string {
  return isNoun(gallery) ? `In der ${gallery}` : `Bei ${gallery}`;
}

/** "zu nuget.org", "zur Übungsgalerie". */
export function toGallery(gallery: string): string {
  return isNoun(gallery) ? `zur ${gallery}` : `zu ${gallery}`;
}

/** "von nuget.org", "der Übungsgalerie". */
export function ofGallery(gallery: string): string {
  return isNoun(gallery) ? `der ${gallery}` : `von ${gallery}`;
}

/** "MyNuGetAccount1", "dieses Konto". */
export function theAccount(username: string | undefined): string {
  return username ?? 'dieses Konto';
}

/** "MyNuGetAccount1", "Dieses Konto": the same at the head of a sentence. */
export function firstAccount(username: string | undefined): string {
  return username ?? 'Dieses Konto';
}

/** "von MyNuGetAccount1", "dieses Kontos". */
export function ofAccount(username: string | undefined): string {
  return username ? `von ${username}` : 'dieses Kontos';
}
