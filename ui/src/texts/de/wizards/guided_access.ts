import type { guidedAccess as english } from '../../en/wizards/guided_access';
import type { Translated } from '../../words';

/** Ways back in, a Microsoft account that opens another account, and second factors, at nuget.org. */
export const guidedAccess: Translated<typeof english> = {
  guided_conflict_start: {
    title: 'Das Microsoft-Konto öffnet ein anderes Konto',
    lead: ({ username }) =>
      `Jedes öffnet eines. Bevor ${username} es haben kann, muss das andere Konto es freigeben. Welches ist das?`,
    choices: {
      choose_find: {
        title: 'Ich weiß nicht, welches',
        text: 'Sie melden sich mit diesem Microsoft-Konto an und sehen nach.',
      },
      choose_known: { title: 'Ich kenne es', text: 'Sie geben seinen Benutzernamen ein.' },
    },
  },
  guided_conflict_do_look: {
    title: 'Melden Sie sich mit diesem Microsoft-Konto an, und sehen Sie nach',
    lead: 'Dadurch ändert sich nichts.',
    how: [
      'Öffnen Sie die Seite, am besten in einem privaten Fenster, und melden Sie sich mit dem abgelehnten Microsoft-Konto an.',
      'Oben rechts steht der Benutzername. Notieren Sie ihn.',
      'Drücken Sie darauf, dann „Manage Packages“: Ist dort etwas, das Sie oder andere brauchen?',
    ],
    done: 'Sie haben nachgesehen, was dieses Microsoft-Konto öffnet',
  },
  guided_conflict_other: {
    title: 'Wie ist der Benutzername des anderen Kontos?',
    lead: 'Wie er oben rechts steht, wenn Sie mit diesem Microsoft-Konto angemeldet sind.',
  },
  guided_conflict_check: {
    title: ({ username, other }) => `${username} und ${other}`,
    lead: 'Das sehen alle von beiden.',
  },
  guided_conflict_which: {
    title: ({ other }) => `Brauchen Sie ${other}?`,
    lead: 'nuget.org kann zwei Konten nicht tauschen. Wenn Sie beide brauchen, schafft ein drittes Microsoft-Konto Platz.',
    choices: {
      choose_move: {
        title: ({ other }) => `Nein: ${other} löschen`,
        text: 'Das dauert Tage und ist endgültig, und sein Name ist für immer weg. Dann ist sein Microsoft-Konto frei.',
      },
      choose_third: {
        title: 'Ja: ein drittes Microsoft-Konto nehmen',
        text: ({ username, other }) =>
          `${other} bekommt das dritte, und ${username} das dann freie. Es dauert eine halbe Stunde, und nichts wird gelöscht.`,
      },
    },
  },
  guided_conflict_do_delete: {
    title: ({ other }) => `Lassen Sie ${other} löschen`,
    lead: 'Das ist ein eigener Assistent; dieser hier wartet auf Sie.',
    how: [
      ({ other }) => `Beginnen Sie „Konto löschen“ für ${other}, und gehen Sie bis zum Antrag.`,
      'Kommen Sie hierher zurück, wenn der Antrag gestellt ist.',
    ],
    done: ({ other }) => `Sie haben ${other} löschen lassen, oder es beantragt`,
    choices: { mark_done: { title: 'Es ist beantragt' } },
  },
  guided_conflict_gone: {
    title: ({ other }) => `Ist ${other} weg?`,
    lead: 'Erst dann ist sein Microsoft-Konto frei. Schließen Sie die App solange; dieser Assistent merkt sich die Stelle.',
  },
  guided_conflict_third: {
    title: 'Bevor Sie anfangen',
    lead: 'Fünf Anmeldungen, in der richtigen Reihenfolge. Dazwischen können Sie jederzeit aufhören; beide Konten lassen sich die ganze Zeit öffnen.',
  },
  guided_conflict_do_third: {
    title: ({ other }) => `Zuerst bekommt ${other} das dritte Microsoft-Konto`,
    lead: ({ other }) => `Angemeldet als ${other}, mit dem Microsoft-Konto, das es jetzt öffnet.`,
    how: [
      ({ other }) =>
        `Öffnen Sie die Seite in einem privaten Fenster, und melden Sie sich als ${other} an. Oben rechts muss es stehen.`,
      'Klappen Sie „Login Account“ auf, drücken Sie „Change Account“, und bestätigen Sie.',
      'Wählen Sie bei Microsoft „Anderes Konto verwenden“, und melden Sie sich mit dem dritten an, mit dessen zweitem Faktor.',
      ({ other }) => `Melden Sie sich ab und mit dem dritten an: Es muss ${other} öffnen.`,
    ],
    done: ({ other }) => `Sie haben ${other} das dritte Microsoft-Konto gegeben`,
  },
  guided_conflict_do_change: {
    title: ({ username }) => `Jetzt bekommt ${username} das freie Microsoft-Konto`,
    lead: ({ username }) => `Angemeldet als ${username}, mit dem Microsoft-Konto, das es bisher öffnet.`,
    how: [
      ({ username }) => `Öffnen Sie die Seite, und melden Sie sich als ${username} an. Oben rechts muss es stehen.`,
      'Klappen Sie „Login Account“ auf, drücken Sie „Change Account“, und bestätigen Sie.',
      'Wählen Sie bei Microsoft „Anderes Konto verwenden“, und melden Sie sich mit dem jetzt freien an, mit dessen zweitem Faktor.',
      'In den Einstellungen steht „Successfully linked the Microsoft account“.',
    ],
    done: ({ username }) => `Sie haben ${username} das Microsoft-Konto gegeben`,
  },
  guided_conflict_verify: {
    title: ({ username }) => `Öffnet es jetzt ${username}?`,
    lead: ({ username }) =>
      `Melden Sie sich ab und damit an: Oben rechts muss ${username} stehen. Außerdem schickt nuget.org das verknüpfte Microsoft-Konto an die Kontaktadresse, wenn man danach fragt.`,
  },
  guided_conflict_done: {
    title: ({ username }) => `Ein anderes Microsoft-Konto für ${username}`,
    lead: 'Das wurde getan, und das wurde gesehen.',
  },
  guided_recover_start: {
    title: ({ username }) => `Was öffnet ${username}?`,
    lead: 'Wenn Sie nicht sicher sind, welches Microsoft-Konto es ist, finden Sie zuerst das heraus.',
    choices: {
      choose_personal: {
        title: 'Ein persönliches Microsoft-Konto, das ich nicht mehr benutzen kann',
        text: 'Outlook, Hotmail oder Ihre eigene Adresse. Microsoft stellt diese wieder her.',
      },
      choose_work: {
        title: 'Ein Geschäfts- oder Schulkonto, das ich nicht mehr benutzen kann',
        text: 'Die Administratoren dort können es wiederherstellen, auch für einen Tag.',
      },
      choose_password: {
        title: 'Ein Passwort von früher',
        text: 'Passwörter endeten 2022. Nur die Menschen von nuget.org können helfen, mit Nachweisen.',
      },
      choose_support: {
        title: 'Weder Microsoft noch ein Administrator kann helfen',
        text: 'Eine Nachricht an die Menschen von nuget.org, fertig zum Verschicken.',
      },
    },
  },
  guided_recover_do_microsoft: {
    title: 'Stellen Sie das Microsoft-Konto wieder her',
    lead: 'Wenn es wieder geht, öffnet sich nuget.org wie bisher; dort muss sich nichts ändern.',
    how: [
      'Öffnen Sie die Seite, und suchen Sie die Hilfe zur Anmeldung.',
      'Tun Sie es an einem Computer und einem Ort, wo Sie das Konto früher benutzt haben.',
      'Geben Sie an, was Sie noch wissen: frühere Passwörter, Betreffe von E-Mails, andere Adressen des Kontos.',
      'Bis Microsoft antwortet, kann ein Tag vergehen.',
    ],
    done: 'Sie haben Microsoft um Hilfe gebeten',
  },
  guided_recover_do_administrator: {
    title: 'Fragen Sie die Administratoren des Unternehmens',
    lead: 'Auch wenn Sie dort nicht mehr arbeiten: Zehn Minuten Anmeldung reichen, um ein anderes Microsoft-Konto zu verknüpfen.',
    how: [
      'Kopieren Sie den Text, und schicken Sie ihn an die IT-Abteilung; ohne Postfach rufen Sie an.',
      'Sobald Sie sich anmelden können, tun Sie es gleich, mit dem zweiten Faktor, den nuget.org verlangt, und wechseln Sie das Microsoft-Konto.',
    ],
    done: 'Sie haben die Administratoren des Unternehmens gefragt',
    choices: { mark_done: { title: 'Ich habe gefragt' } },
  },
  guided_recover_do_support: {
    title: 'Schreiben Sie an die Menschen von nuget.org',
    lead: 'Sie versprechen nichts und verlangen Nachweise. Bei Paketen laden sie vielleicht stattdessen ein anderes Konto von Ihnen als Besitzer ein.',
    how: [
      'Kopieren Sie den Text, und füllen Sie aus, was offen ist. Schicken Sie nie Passwörter, Codes oder Schlüssel.',
      'Schicken Sie ihn an support@nuget.org, von der Kontaktadresse aus, wenn Sie sie lesen können.',
      'Fragen Sie auch Mitbesitzer der Pakete: Jeder kann noch heute ein anderes Konto von Ihnen als Besitzer hinzufügen.',
    ],
    done: 'Sie haben an support@nuget.org geschrieben',
    choices: { mark_done: { title: 'Ich habe sie geschickt' }, says_else: { title: 'Es klappt nicht' } },
  },
  guided_recover_do_sign_in: {
    title: ({ username }) => `Melden Sie sich wieder bei ${username} an`,
    lead: 'Sobald Hilfe da ist. Schließen Sie die App solange; dieser Assistent merkt sich die Stelle.',
    how: [
      'Öffnen Sie die Seite, und drücken Sie „Sign in with Microsoft“.',
      'Geben Sie den zweiten Faktor an. nuget.org verlangt einen: Ist Ihrer verloren, richten Microsoft oder die Administratoren des Unternehmens ihn neu ein.',
      ({ username }) => `Sehen Sie nach oben rechts: Dort muss ${username} stehen.`,
    ],
    done: ({ username }) => `Sie haben sich als ${username} angemeldet`,
  },
  guided_recover_verify: {
    title: ({ username }) => `Können Sie ${username} wieder öffnen?`,
    lead: 'Dann verknüpfen Sie als Nächstes ein Microsoft-Konto, das Sie nicht verlieren, und geben den Paketen einen zweiten Besitzer.',
  },
  guided_recover_done: {
    title: ({ username }) => `Wieder bei ${username}`,
    lead: 'Das wurde getan, und das wurde gesehen.',
  },
  guided_two_factor_start: {
    title: 'Was für ein Microsoft-Konto ist es?',
    lead: 'Eine persönliche Adresse kann auch ein Geschäftskonto sein. Wenn Microsoft „Geschäfts- oder Schulkonto, oder persönlich?“ fragt, gibt es beide.',
    choices: {
      choose_personal: { title: 'Ein persönliches', text: 'Sie richten den zweiten Faktor selbst ein.' },
      choose_work: { title: 'Eines von Arbeit oder Schule', text: 'Das Unternehmen bestimmt, was es gibt.' },
    },
  },
  guided_two_factor_do_personal: {
    title: 'Fügen Sie bei Microsoft einen zweiten Faktor hinzu',
    lead: 'Nehmen Sie zwei, damit der Verlust des einen Sie nicht aussperrt.',
    how: [
      'Öffnen Sie die Seite, melden Sie sich an, und öffnen Sie „Erweiterte Sicherheitsoptionen“.',
      'Fügen Sie hinzu, womit Sie zeigen, wer Sie sind: eine App, ein Telefon, ein anderes Postfach.',
      'Schalten Sie die Überprüfung in zwei Schritten ein, und bewahren Sie den Wiederherstellungscode von Microsoft auf Papier auf.',
    ],
    done: 'Sie haben bei Microsoft einen zweiten Faktor hinzugefügt',
  },
  guided_two_factor_do_work: {
    title: 'Fügen Sie dem Geschäfts- oder Schulkonto einen zweiten Faktor hinzu',
    lead: 'Vielleicht hat das Unternehmen bestimmt, welche es gibt. Wenn sich nichts hinzufügen lässt, tut es die IT-Abteilung.',
    how: [
      'Öffnen Sie die Seite, und melden Sie sich an.',
      'Drücken Sie „Anmeldemethode hinzufügen“, und folgen Sie Microsoft.',
    ],
    done: 'Sie haben dem Geschäfts- oder Schulkonto einen zweiten Faktor hinzugefügt',
  },
  guided_two_factor_do_sign_in: {
    title: 'Melden Sie sich damit bei nuget.org an',
    lead: 'Eine Anmeldung mit zweitem Faktor schaltet die Zwei-Faktor-Anmeldung für das Konto ein, von selbst.',
    how: [
      'Melden Sie sich bei nuget.org ab, oben rechts.',
      'Öffnen Sie die Seite, melden Sie sich mit Microsoft an, und geben Sie den zweiten Faktor an.',
    ],
    done: 'Sie haben sich mit dem zweiten Faktor angemeldet',
  },
  guided_two_factor_verify: {
    title: 'Weiß nuget.org davon?',
    lead: 'In den Kontoeinstellungen steht bei „Login Account“ „2FA enabled“. Bei einem Geschäfts- oder Schulkonto steht dort nur, wie Sie sich angemeldet haben.',
  },
  guided_two_factor_done: { title: 'Ein zweiter Faktor', lead: 'Das wurde getan, und das wurde gesehen.' },
  guided_tenant_domain: {
    title: 'Bei welcher Adresse lehnt Microsoft Sie ab?',
    lead: 'Der Fehler nennt AADSTS65005 oder „unmanaged“. Es geht um die Domain: das, was nach dem @ steht.',
  },
  guided_tenant_why: {
    title: ({ domain }) => `Niemand verwaltet das Verzeichnis von ${domain}`,
    lead: ({ domain }) =>
      `Jemand hat sich einmal mit einer Adresse bei ${domain} für einen Dienst von Microsoft registriert. Microsoft hat dann ein Verzeichnis für die ganze Domain erstellt, ohne Administrator. Ein solches Verzeichnis kann keine App erlauben; deshalb scheitert jede Anmeldung bei nuget.org. Das ist nicht Ihr Fehler, und Ihr Konto ist unberührt.`,
  },
  guided_tenant_do_text: {
    title: ({ domain }) => `Eine Nachricht an die Person, die sich um ${domain} kümmert`,
    lead: 'Meist ist das die IT-Abteilung, oder wer den Domainnamen bezahlt.',
    how: [
      'Kopieren Sie den Text, und schicken Sie ihn dorthin.',
      'Darin steht, was zu tun ist, und dass es nichts kostet.',
    ],
    done: ({ domain }) => `Sie haben an die Person geschrieben, die sich um ${domain} kümmert`,
    choices: { mark_done: { title: 'Ich habe sie geschickt' } },
  },
  guided_tenant_do_record: {
    title: ({ domain }) => `Übernehmen Sie das Verzeichnis von ${domain}`,
    lead: 'Microsoft glaubt dem, der einen TXT-Eintrag zur Domain hinzufügen kann. Den Wert erzeugt Microsoft und zeigt ihn auf seiner eigenen Seite.',
    how: [
      ({ domain }) =>
        `Registrieren Sie sich bei Microsoft mit einer Adresse bei ${domain}, oder melden Sie sich mit einer an, und öffnen Sie admin.microsoft.com.`,
      'Wählen Sie, Administrator zu werden. Microsoft zeigt den TXT-Eintrag.',
      ({ domain }) =>
        `Fügen Sie ihn den DNS-Einträgen von ${domain} hinzu, und lassen Sie Microsoft ihn prüfen. Das kann bis zu 72 Stunden dauern.`,
      'Erlauben Sie als Administrator NuGet.org, oder melden Sie sich einmal damit an. Die Seite dieses Schritts beschreibt alles.',
    ],
    done: ({ domain }) => `Sie haben das Verzeichnis von ${domain} übernommen`,
  },
  guided_tenant_do_sign_in: {
    title: ({ domain }) => `Melden Sie sich noch einmal mit Ihrer Adresse bei ${domain} an`,
    lead: 'Wenn Microsoft immer noch ablehnt, ist nichts verloren: Dieser Assistent wartet tagelang auf Sie.',
    how: [
      'Öffnen Sie die Seite, und drücken Sie „Sign in with Microsoft“.',
      ({ domain }) =>
        `Wählen Sie Ihre Adresse bei ${domain}, und geben Sie den zweiten Faktor an, den nuget.org verlangt.`,
    ],
    done: ({ domain }) => `Sie haben sich mit Ihrer Adresse bei ${domain} angemeldet`,
  },
  guided_tenant_verify: {
    title: 'Klappt es?',
    lead: 'Ihr Benutzername steht oben rechts bei nuget.org. Wer das Verzeichnis übernommen hat, bestimmt von nun an über die Anmeldungen damit.',
  },
  guided_tenant_done: {
    title: ({ domain }) => `Das Verzeichnis von ${domain}`,
    lead: 'Das wurde getan, und das wurde gesehen.',
  },
};
