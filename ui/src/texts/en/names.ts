/** Names in English sentences. A gallery is called by its name, which takes no article; the practice gallery by a plain noun. */

export const PRACTICE_GALLERY = 'Practice gallery';
export const SOME_GALLERY = 'Gallery';

/** "nuget.org", "the practice gallery": in a sentence. */
export function theGallery(gallery: string): string {
  return gallery === PRACTICE_GALLERY || gallery === SOME_GALLERY ? `the ${gallery.toLowerCase()}` : gallery;
}

/** "nuget.org", "The practice gallery": at the head of a sentence. */
export function firstGallery(gallery: string): string {
  return gallery === PRACTICE_GALLERY || gallery === SOME_GALLERY ? `The ${gallery.toLowerCase()}` : gallery;
}
