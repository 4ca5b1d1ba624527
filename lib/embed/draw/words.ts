/** What an embed itself says, besides titles and names, which are the author's. */
export type Words = {
  empty: string;
  loading: string;
  failed: string;
  old: string;
  live: string;
  waiting: string;
  ended: string;
  all: string;
  apply: string;
  time: string;
  asOf: string;
  password: string;
  passwordHint: string;
  open: string;
  other: string;
};

const english: Words = {
  empty: 'Nothing happened in this time.',
  loading: 'The numbers are on their way. Reload the page to see them.',
  failed: 'This cannot be shown at the moment.',
  old: 'not current',
  live: 'Live',
  waiting: 'Connecting …',
  ended: 'Not updated any more',
  all: 'All',
  apply: 'Show',
  time: 'Time',
  asOf: 'As of',
  password: 'Password',
  passwordHint: 'This link has a password.',
  open: 'Open',
  other: 'Other',
};
const german: Words = {
  empty: 'In dieser Zeit ist nichts geschehen.',
  loading: 'Die Zahlen sind unterwegs. Lade die Seite neu, um sie zu sehen.',
  failed: 'Das lässt sich gerade nicht zeigen.',
  old: 'nicht aktuell',
  live: 'Live',
  waiting: 'Verbinden …',
  ended: 'Wird nicht mehr aktualisiert',
  all: 'Alle',
  apply: 'Zeigen',
  time: 'Zeit',
  asOf: 'Stand',
  password: 'Passwort',
  passwordHint: 'Dieser Link hat ein Passwort.',
  open: 'Öffnen',
  other: 'Übrige',
};
const french: Words = {
  empty: 'Il ne s’est rien passé pendant cette période.',
  loading: 'Les chiffres arrivent. Rechargez la page pour les voir.',
  failed: 'Impossible d’afficher ceci pour le moment.',
  old: 'pas à jour',
  live: 'En direct',
  waiting: 'Connexion …',
  ended: 'N’est plus mis à jour',
  all: 'Tout',
  apply: 'Afficher',
  time: 'Période',
  asOf: 'État au',
  password: 'Mot de passe',
  passwordHint: 'Ce lien est protégé par un mot de passe.',
  open: 'Ouvrir',
  other: 'Autres',
};
const spanish: Words = {
  empty: 'No ha pasado nada en este período.',
  loading: 'Los números están en camino. Recargue la página para verlos.',
  failed: 'No se puede mostrar en este momento.',
  old: 'no actual',
  live: 'En vivo',
  waiting: 'Conectando …',
  ended: 'Ya no se actualiza',
  all: 'Todo',
  apply: 'Mostrar',
  time: 'Período',
  asOf: 'Datos del',
  password: 'Contraseña',
  passwordHint: 'Este enlace tiene contraseña.',
  open: 'Abrir',
  other: 'Otros',
};
const byLanguage: Record<string, Words> = { en: english, de: german, fr: french, es: spanish };

/** Words of a locale's language; English where there are none. */
export function wordsOf(locale: string): Words {
  return byLanguage[locale.slice(0, 2).toLowerCase()] ?? english;
}
