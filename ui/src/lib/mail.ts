/** A part of a mail's text: words, the code to be typed, or the link to a page of the gallery. */
export interface Piece {
  is: 'words' | 'code' | 'link';
  text: string;
}

const CODE = /^\s+(\d{4} \d{4})$/;
const LINK = /^(http:\/\/127\.0\.0\.1:\d+\/act\/[\w-]+)$/;

/** A mail's text, with what can be copied or opened set apart. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let words: string[] = [];
  const end = (): void => {
    const said = words.join('\n').trim();
    if (said) pieces.push({ is: 'words', text: said });
    words = [];
  };
  for (const line of text.split('\n')) {
    const code = CODE.exec(line)?.[1];
    const link = LINK.exec(line)?.[1];
    if (code === undefined && link === undefined) {
      words.push(line);
      continue;
    }
    end();
    pieces.push(code === undefined ? { is: 'link', text: link ?? '' } : { is: 'code', text: code });
  }
  end();
  return pieces;
}
