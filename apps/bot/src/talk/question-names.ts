/** Everything that the bot asks in the chat. */
export const questionNames = [
  'name',
  'birth-date',
  'gender',
  'wanted',
  'ages',
  'distance',
  'place',
  'clock',
  'photos',
  'about',
  'words',
  'news-text',
  'news-audience',
] as const

/** One of them. */
export type QuestionName = (typeof questionNames)[number]
