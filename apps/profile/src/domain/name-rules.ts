import { domain, linkSign, messengerName, messengerShort } from '@kindred/kernel/contacts'
import { spellingsOf } from '@kindred/kernel/look-alikes'

import { nameHasContact, namePosesAsStaff } from './errors.js'

/** Letters that a small face confuses, one way: `l` is `i`, `rn` is `m`, `q` is `g`; letters that stand twice, once. */
const folded = (text: string): string =>
  text
    .replace(/rn/g, 'm')
    .replace(/l/g, 'i')
    .replace(/q/g, 'g')
    .replace(/(.)\1+/gu, '$1')
const wordsOf = (text: string): Set<string> => new Set(text.split(' ').map(folded))
const anyOf = (text: string): RegExp => new RegExp(text.split(' ').map(folded).join('|'), 'u')

/** Whole words. */
const staffWords = wordsOf(
  'admin admins adminy support supports sapport soporte suporte sysadmin oficial official officialy verified webmaster superuser systemadmin techsupport',
)
/** Whole names, also several of them in a row. */
const staffNames = wordsOf(
  'mod mods moder staff team theteam system security service help info safetyteam helpteam',
)
/** No word of a person's name holds these; surnames are made of `Telegram`. */
const staffParts = anyOf(
  'kindred administra moderator moderador moderation moderatsi telegram(?!ov) support podderzhk pidtrimk ofitsial bezopasnost kundenservice kundendienst',
)
/** Nor does a whole name, its gaps left out. */
const staffPhrases = anyOf(
  'helpdesk helpcenter helpcentre customerservice customercare customersupport trustandsafety trustsafety securityteam',
)
/** The same in scripts that have no Latin spelling here. */
const staffSigns = /官方|客服|管理[员員者]|サポート/u

const at = /@/u
const messenger = new RegExp(
  `${messengerName}|(?:^|[^\\p{L}\\p{N}])(?:(?:${messengerShort})\\s*[:=/]|insta\\s)`,
  'u',
)
/** A messenger's short name before another word; `VK Singh` has initials (see `abbreviation`). */
const handle = /(?:^|[^\p{L}\p{N}])(?:ig|tg|vk|fb|inst|viber)\s+[\p{L}\p{N}_.]/u
/** A capital begins a name, so that what precedes it is an initial or an abbreviation: `Ma.De`, `Ch.de Gaulle`. */
const abbreviation =
  /(?<=\p{Lu}\p{L}*)\s+(?=\p{Lu})|\.(?=\p{Lu}\p{Ll}(?![\p{L}\p{N}/]))|(?<=(?<!\p{L})\p{L}{1,3})\.(?=[dD][eE]\s+\p{L})/gu
/** Each word begins with a capital and has more letters: `Kin Dred` may be two names, `Kin dred` is one that is split. */
const names = /^\p{Lu}\p{L}+(?:\s+\p{Lu}\p{L}+)*$/u
/** As many digits as the shortest telephone number. */
const maxDigits = 6

/** Throws NAME_HAS_CONTACT or NAME_POSES_AS_STAFF, in whatever script it is spelled. */
export function checkName(name: string): void {
  const plain = name.normalize('NFKC')
  const readings = readingsOf(name)
  const digits = name.normalize('NFKD').match(/\p{Nd}/gu)?.length ?? 0
  if (
    digits > maxDigits ||
    holds([at, linkSign, messenger], [...readings, plain.toLowerCase()]) ||
    holds([domain, handle], withoutAbbreviations(plain))
  )
    throw nameHasContact()
  if (
    staffSigns.test(plain) ||
    readings.some(isStaff) ||
    (!names.test(plain) && readings.some(holdsStaffPart))
  )
    throw namePosesAsStaff()
}

function withoutAbbreviations(plain: string): string[] {
  const name = plain.replace(abbreviation, '; ')
  return [...readingsOf(name), name.toLowerCase()]
}

function readingsOf(name: string): string[] {
  const { looks, sounds } = spellingsOf(name)
  return [...looks, sounds]
}

const holds = (patterns: readonly RegExp[], texts: readonly string[]): boolean =>
  texts.some((text) => patterns.some((pattern) => pattern.test(text)))

const lettersOf = (reading: string): string => folded(reading.replace(/[^\p{L}\p{N}]/gu, ''))
const holdsStaffPart = (reading: string): boolean => staffParts.test(lettersOf(reading))

function isStaff(reading: string): boolean {
  const words = reading
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map(folded)
  const whole = lettersOf(reading)
  // `A d m i n` and `Ad-min` are one word; `Ad Min` may be two names.
  const spelled = words.every((word) => word.length <= 1) || !/\s/u.test(reading.trim())
  return (
    staffNames.has(whole) ||
    staffPhrases.test(whole) ||
    (words.length > 0 && words.every((word) => staffNames.has(word))) ||
    (spelled ? [...words, whole] : words).some((word) => staffWords.has(word) || staffParts.test(word))
  )
}
