import { spellingsOf } from '../look-alikes.js'
import { messenger } from './messengers.js'
import type { Readings } from './readings.js'

/** `@anna_k`; shorter ones are words: `@home`. */
const at = /(?:^|[^\p{L}\p{N}_.])@ ?[\p{L}\p{N}_.]{5,}/u
const mail =
  /[\p{L}\p{N}._+-]{2} ?(?:@|\(at\)|\[at\]|\(sobaka\)| sobaka ) ?[\p{L}\p{N}-]{2,63} ?(?:\.|\(dot\)|\[dot\]| dot | tochka ) ?[a-z]{2,}/u
/** Letters with a digit or a line below, which no word has. */
const odd = '(?=[a-z.]*[0-9_#])[a-z][a-z0-9._#]{3,}'
const sign = '[:=@>→-]'
const named = new RegExp(
  `(?:^|[^\\p{L}\\p{N}])(?:${messenger}|sc|id|nick(?:name)?|username|user|handle|login|nik)(?:${[
    ` ?${sign}+ ?~?[a-z][a-z0-9._]{2,}`,
    // Each gap in one way only, or words in a row would take exponential time.
    `(?:[ ,(]{0,3}(?:is|it's|its|name|username|nick|id|under|as|at|by|eto|nik|moi|moya|tam|ya|account|acc|akk|my|handle|-|—|–|:)){0,5}[ ,(]{0,3}${odd}`,
  ].join('|')})`,
  'u',
)
/** `My insta is annakoch`, at the end of a sentence: `My insta is full of dogs` names nobody. */
const mine = new RegExp(
  `(?:^|[^\\p{L}\\p{N}])my ${messenger}(?: (?:name|username|nick|id|handle|account))? ?(?:is|it's|-|—|–) ?(?!private|boring|empty|dead|public|gone|hacked|banned|locked|there|ok|here|better|down|closed|down|old|below)[a-z][a-z0-9._]{4,} ?(?:$|[,.!?;)(])`,
  'u',
)
/** Latin letters among Cyrillic ones are a name there. */
const foreign = new RegExp(
  `(?:^|[^\\p{L}\\p{N}])${messenger}(?:[ ,(:—–-]{1,3}(?!~)\\p{L}+){0,2}[ ,(:—–-]{1,3}~[a-z0-9._]+`,
  'u',
)

/** Whether a message names an account elsewhere or a mail address. */
export function holdsHandle({ plain, looks, sounds }: Readings): boolean {
  return (
    [plain, sounds].some((reading) => at.test(reading) || mail.test(reading) || named.test(reading)) ||
    looks.some((reading) => at.test(reading) || named.test(reading)) ||
    mine.test(sounds) ||
    (/[a-z]/u.test(plain) && /\p{Script=Cyrillic}/u.test(plain) && foreign.test(withMarkedLatin(plain)))
  )
}

const latinName = new RegExp(`(^|[^\\p{L}\\p{N}._])(?!${messenger}(?![a-z0-9]))([a-z][a-z0-9._]{3,})`, 'gu')

/** As it sounds, with a `~` before each word in Latin letters that is no messenger. */
const withMarkedLatin = (plain: string): string => spellingsOf(plain.replace(latinName, '$1~$2')).sounds
