import { nameHasContact, namePosesAsStaff } from './errors.js'
import { spellingsOf } from './look-alikes.js'

/** Whole words, letters that stand twice written once. */
const staffWords = new Set(
  'admin admins suport suports saport helpdesk sysadmin oficial oficialy verified webmaster superuser systemadmin techsuport'.split(
    ' ',
  ),
)
/** Whole names. */
const staffNames = new Set(
  'mod mods moder staf team theteam system security service help info bot safetyteam helpteam'.split(' '),
)
/** No name of a person holds these. */
const staffParts =
  /kindred|administrat|moderator|telegram|support|podderzhk|tehpodderzh|ofitsial|helpdesk|customer(?:service|care)|trustandsafety/

const domains =
  'com net org info biz ru su me io co app dev xyz online site link page club vip top cc tv ly gg uk de fr ua by kz eu us in рф'
const endings = domains.split(' ').join('|')
const address = new RegExp(
  `@|://|www\\.|\\b(?:t|wa|vk)\\s*(?:[.,·•。]|dot|tochka)\\s*(?:me|com)(?![\\p{L}\\p{N}])|[\\p{L}\\p{N}-]{2,}\\.(?:${endings})(?![\\p{L}\\p{N}])`,
  'u',
)
const messenger =
  /instagram|whats\s?app|snapchat|onlyfans|(?:^|[^\p{L}\p{N}])(?:ig|insta?|tg|wa|vk|fb|snap|viber|vats?ap|inst|whats)\s*[:=/]/u
/** As many digits as the shortest telephone number. */
const mostDigits = 6

/** Throws NAME_HAS_CONTACT or NAME_POSES_AS_STAFF, in whatever script it is spelled. */
export function checkName(name: string): void {
  const plain = name.normalize('NFKC').toLowerCase()
  const { looks, sounds } = spellingsOf(name)
  const readings = [...looks, sounds]
  const digits = name.normalize('NFKD').match(/\p{Nd}/gu)?.length ?? 0
  if (digits > mostDigits || [plain, ...readings].some((text) => address.test(text) || messenger.test(text)))
    throw nameHasContact()
  if (readings.some(isStaff)) throw namePosesAsStaff()
}

function isStaff(reading: string): boolean {
  const words = reading.split(/[^\p{L}\p{N}]+/u).map(single)
  const letters = reading.replace(/[^\p{L}\p{N}]/gu, '')
  if (staffParts.test(letters) || staffParts.test(reading)) return true
  const whole = single(letters)
  // `A d m i n` and `Ad-min` are one word; `Ad Min` may be two names.
  const spelled = words.every((word) => word.length <= 1) || !/\s/u.test(reading)
  return staffNames.has(whole) || words.some((word) => staffWords.has(word)) || (spelled && staffWords.has(whole))
}

/** Letters that stand twice, once. */
const single = (text: string): string => text.replace(/(.)\1+/gu, '$1')
