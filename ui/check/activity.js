// A person reads their own activity, in which the rows of organizations and conversions name the other side: the organization
// that they left, not somebody who left.

const OTHER = 'Contoso';

/** What the person did there, or had done to them: the organization is not who does it. */
const OWN = [
  'member_invited',
  'invitation_accepted',
  'invitation_declined',
  'invitation_cancelled',
  'member_role_changed',
  'member_removed',
  'member_left',
];

/** What either side of a conversion does: where the row names who did it, it was the other. */
const EITHER = ['conversion_accepted', 'conversion_rejected'];

/** The sentences that read as if the wrong side had done it, one line for each. */
export function misread(audits) {
  const said = (kind, by) => audits[kind]({ kind, subject: OTHER, by, installation: null });
  const acts = (kind, by) => said(kind, by).startsWith(OTHER);
  return [
    ...OWN.filter((kind) => acts(kind, null) || !said(kind, null).includes(OTHER)),
    ...EITHER.filter((kind) => acts(kind, null) || !acts(kind, OTHER)),
    ...['converted'].filter((kind) => !acts(kind, OTHER)),
  ].map((kind) => `texts.audits.${kind}: not as the person reads it who it is about`);
}
