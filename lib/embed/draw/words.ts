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
  /** Of ranges, by what they are called in a question. */
  ranges: Readonly<Record<string, string>>;
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
  ranges: {},
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
  ranges: {
    '15m': 'Letzte 15 Minuten',
    '1h': 'Letzte Stunde',
    '6h': 'Letzte 6 Stunden',
    '24h': 'Letzte 24 Stunden',
    '7d': 'Letzte 7 Tage',
    '30d': 'Letzte 30 Tage',
    '90d': 'Letzte 90 Tage',
    today: 'Heute',
    yesterday: 'Gestern',
    week: 'Diese Woche',
    month: 'Dieser Monat',
  },
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
  ranges: {
    '15m': '15 dernières minutes',
    '1h': 'Dernière heure',
    '6h': '6 dernières heures',
    '24h': '24 dernières heures',
    '7d': '7 derniers jours',
    '30d': '30 derniers jours',
    '90d': '90 derniers jours',
    today: 'Aujourd’hui',
    yesterday: 'Hier',
    week: 'Cette semaine',
    month: 'Ce mois-ci',
  },
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
  ranges: {
    '15m': 'Últimos 15 minutos',
    '1h': 'Última hora',
    '6h': 'Últimas 6 horas',
    '24h': 'Últimas 24 horas',
    '7d': 'Últimos 7 días',
    '30d': 'Últimos 30 días',
    '90d': 'Últimos 90 días',
    today: 'Hoy',
    yesterday: 'Ayer',
    week: 'Esta semana',
    month: 'Este mes',
  },
};
const byLanguage: Record<string, Words> = { en: english, de: german, fr: french, es: spanish };

/** Words of a locale's language; English where there are none. */
export function wordsOf(locale: string): Words {
  return byLanguage[locale.slice(0, 2).toLowerCase()] ?? english;
}
