/** Something a person may be interested in. Its id is kept in profiles and never changes. */
export interface Interest {
  readonly id: string
  readonly label: string
  readonly group: string
}

/** A language by its ISO 639-1 code, named in itself. */
export interface Language {
  readonly code: string
  readonly label: string
}

const interestsByGroup: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sport: {
    climbing: 'Climbing',
    cycling: 'Cycling',
    running: 'Running',
    swimming: 'Swimming',
    football: 'Football',
    tennis: 'Tennis',
    volleyball: 'Volleyball',
    skiing: 'Skiing',
    skating: 'Skating',
    gym: 'Gym',
    martial_arts: 'Martial arts',
    yoga: 'Yoga',
  },
  outdoors: {
    hiking: 'Hiking',
    camping: 'Camping',
    fishing: 'Fishing',
    gardening: 'Gardening',
    sailing: 'Sailing',
    surfing: 'Surfing',
    road_trips: 'Road trips',
    travel: 'Travel',
  },
  arts: {
    painting: 'Painting',
    photography: 'Photography',
    design: 'Design',
    crafts: 'Crafts',
    architecture: 'Architecture',
    museums: 'Museums',
    theatre: 'Theatre',
    cinema: 'Cinema',
    writing: 'Writing',
    reading: 'Reading',
    poetry: 'Poetry',
  },
  music: {
    concerts: 'Concerts',
    singing: 'Singing',
    playing_music: 'Playing an instrument',
    dancing: 'Dancing',
    karaoke: 'Karaoke',
    techno: 'Techno',
    rock: 'Rock',
    jazz: 'Jazz',
    classical: 'Classical music',
  },
  food: {
    cooking: 'Cooking',
    baking: 'Baking',
    coffee: 'Coffee',
    tea: 'Tea',
    wine: 'Wine',
    craft_beer: 'Craft beer',
    street_food: 'Street food',
    vegan: 'Vegan food',
  },
  games: {
    board_games: 'Board games',
    video_games: 'Video games',
    chess: 'Chess',
    quizzes: 'Quizzes',
    anime: 'Anime',
    science_fiction: 'Science fiction',
  },
  mind: {
    science: 'Science',
    technology: 'Technology',
    programming: 'Programming',
    history: 'History',
    psychology: 'Psychology',
    languages: 'Languages',
    astronomy: 'Astronomy',
    meditation: 'Meditation',
  },
  life: {
    dogs: 'Dogs',
    cats: 'Cats',
    volunteering: 'Volunteering',
    fashion: 'Fashion',
    entrepreneurship: 'Entrepreneurship',
  },
}

/** All interests in picker order. */
export const interests: readonly Interest[] = Object.entries(interestsByGroup).flatMap(([group, labels]) =>
  Object.entries(labels).map(([id, label]) => ({ id, label, group })),
)

const languageLabels: Readonly<Record<string, string>> = {
  ar: 'العربية',
  be: 'Беларуская',
  bg: 'Български',
  cs: 'Čeština',
  da: 'Dansk',
  de: 'Deutsch',
  el: 'Ελληνικά',
  en: 'English',
  es: 'Español',
  et: 'Eesti',
  fa: 'فارسی',
  fi: 'Suomi',
  fr: 'Français',
  he: 'עברית',
  hi: 'हिन्दी',
  hu: 'Magyar',
  hy: 'Հայերեն',
  id: 'Bahasa Indonesia',
  it: 'Italiano',
  ja: '日本語',
  ka: 'ქართული',
  kk: 'Қазақ тілі',
  ko: '한국어',
  lt: 'Lietuvių',
  lv: 'Latviešu',
  nl: 'Nederlands',
  no: 'Norsk',
  pl: 'Polski',
  pt: 'Português',
  ro: 'Română',
  ru: 'Русский',
  sk: 'Slovenčina',
  sr: 'Српски',
  sv: 'Svenska',
  tr: 'Türkçe',
  uk: 'Українська',
  uz: 'Oʻzbekcha',
  vi: 'Tiếng Việt',
  zh: '中文',
}

/** All languages by code. */
export const languages: readonly Language[] = Object.entries(languageLabels).map(([code, label]) => ({
  code,
  label,
}))

export const interestIds: ReadonlySet<string> = new Set(interests.map(({ id }) => id))
export const languageCodes: ReadonlySet<string> = new Set(languages.map(({ code }) => code))
