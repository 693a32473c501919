import type { atHand as english } from '../../en/wizards/guided_at_hand';
import type { Translated } from '../../words';

/** What must be at hand. */
export const atHand: Translated<typeof english> = {
  have_present_login: {
    title: ({ username }) => `Sie können sich bei nuget.org als ${username ?? 'dieses Konto'} anmelden`,
    text: 'Mit dem Microsoft-Konto, das es jetzt öffnet, und dessen zweitem Faktor.',
  },
  have_new_login: {
    title: 'Sie können sich mit dem neuen Microsoft-Konto anmelden, mit einem zweiten Faktor',
    text: 'nuget.org verlangt einen, wenn ein Microsoft-Konto verknüpft wird: ein Telefon, eine App oder ein anderes Postfach, eingerichtet bei Microsoft.',
  },
  have_free_login: {
    title: 'Das neue Microsoft-Konto öffnet kein Konto bei nuget.org',
    text: 'Sonst lehnt nuget.org es ab. Um es herauszufinden, melden Sie sich in einem privaten Fenster damit an: Es sollte nach einem Benutzernamen gefragt werden. Registrieren Sie sich dort nicht.',
  },
  have_no_tenant_organization: {
    title: 'Keine Organisation bindet Sie an das Microsoft-Konto Ihres Unternehmens',
    text: 'Das betrifft nur Geschäfts- und Schulkonten. Eine solche Organisation sagt es auf ihrer Seite; treten Sie zuerst aus, oder fragen Sie ihre Administratoren.',
  },
  have_mailbox: {
    title: 'Sie können das Postfach der Kontaktadresse lesen',
    text: 'Die Menschen von nuget.org antworten dorthin, und nirgendwohin sonst.',
  },
  have_other_administrators: {
    title: 'Organisationen, die bleiben sollen, haben noch einen Administrator',
    text: 'Eine ohne andere Mitglieder wird mitgelöscht. Wo nur Mitwirkende bleiben, werden alle zu Administratoren.',
  },
  have_unused_login: {
    title: 'Sie haben ein Microsoft-Konto, das noch kein Konto bei nuget.org öffnet',
    text: 'Ein persönliches, oder eines von Arbeit oder Schule. Jedes öffnet ein Konto. Ein persönliches bleibt, wenn Sie die Stelle wechseln.',
  },
  have_second_factor: {
    title: 'Es hat einen zweiten Faktor',
    text: 'Ein Telefon, eine App oder ein anderes Postfach, eingerichtet bei Microsoft. nuget.org verlangt einen.',
  },
  have_address: {
    title: 'Sie können das Postfach seiner Adresse lesen',
    text: 'Sie wird zur Kontaktadresse, und ein Link geht dorthin.',
  },
  have_both_logins: {
    title: 'Sie können sich mit beiden Microsoft-Konten anmelden',
    text: ({ username, other }) => `Mit dem, das ${username} öffnet, und mit dem, das ${other} öffnet.`,
  },
  have_third_login: {
    title: 'Sie haben ein drittes Microsoft-Konto, das kein Konto bei nuget.org öffnet',
    text: 'Unter signup.live.com entsteht eines in wenigen Minuten.',
  },
  have_no_organizations: {
    title: ({ username }) => `${username} ist in keiner Organisation, und keine Einladung wartet`,
    text: 'Sonst lehnt nuget.org die Umwandlung ab und zeigt nicht einmal den Link dazu. Treten Sie unter „Manage Organizations“ aus, und lehnen Sie ab, was wartet.',
  },
  have_confirmed: {
    title: 'Seine Kontaktadresse ist bestätigt',
    text: 'Die Kontoeinstellungen sagen es, oder bitten darum.',
  },
  have_administrator: {
    title: ({ other }) => `${other} ist das Konto einer Person, mit bestätigter Adresse`,
    text: 'Ihr eigenes zweites Konto oder das von jemand anderem. Von außen lässt es sich nicht von einer Organisation unterscheiden, und ob die Adresse bestätigt ist, ist nicht zu sehen.',
  },
  have_own_address: {
    title: 'Sie können das Postfach der Organisation lesen, und kein Konto hat diese Adresse',
    text: 'Auch Ihres nicht: nuget.org lehnt eine Adresse ab, die irgendein Konto bestätigt hat.',
  },
  have_confirmed_organization: {
    title: ({ organization }) => `Die Adresse von ${organization} ist bestätigt`,
    text: 'Sonst kann niemand eingeladen, geändert oder entfernt werden. Ihre Seite sagt es, wenn sie es nicht ist.',
  },
  have_confirmed_member: {
    title: ({ other }) => `${other} ist das Konto einer Person, mit bestätigter Adresse`,
    text: 'Eine Organisation kann nicht Mitglied einer anderen sein. Beides ist von außen nicht zu sehen; fragen Sie nach.',
  },
  have_new_mailbox: {
    title: ({ address }) => `Sie können das Postfach von ${address} lesen`,
    text: 'Dorthin geht der Link zum Bestätigen.',
  },
  have_told: {
    title: ({ username }) => `Sie haben allen Bescheid gesagt, die Paketen von ${username} am Namen vertrauen`,
    text: 'In nuget.config steht dann der Besitzer; mit einem anderen Namen werden dort Installationen abgelehnt, bis es geändert ist.',
  },
};
