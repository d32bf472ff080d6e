import type { Question } from '../question.js'
import type { QuestionName } from '../question-names.js'
import { about } from './about.js'
import { ages } from './ages.js'
import { birthDate } from './birth-date.js'
import { clock } from './clock.js'
import { distance } from './distance.js'
import { gender } from './gender.js'
import { name } from './name.js'
import { newsAudience } from './news-audience.js'
import { newsText } from './news-text.js'
import { photos } from './photos.js'
import { place } from './place.js'
import { wanted } from './wanted.js'
import { words } from './words.js'

/** Everything that the bot asks, by name. */
export const questions: Readonly<Record<QuestionName, Question>> = {
  name,
  'birth-date': birthDate,
  gender,
  wanted,
  ages,
  distance,
  place,
  clock,
  photos,
  about,
  words,
  'news-text': newsText,
  'news-audience': newsAudience,
}
