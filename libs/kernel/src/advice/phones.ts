import type { Readings } from './readings.js'

/** Digits with the signs that people put between them; a letter `o` among them is a zero. */
const digitRun = /\+?\d(?:[\s().\-–—_/*]{0,3}[\doо]){5,}/gu
const date = /^(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2})(?:[\s,–—-]+.*)?$/u
/** `1 500 000`: a sum, unless it has as many digits as a number of a telephone. */
const sum = /^[1-9]\d{0,2}(?:[ .]\d{3}){1,2}$/u
const years = /^(?:19|20)\d{2}(?:[\s–—/-]+(?:19|20)\d{2})+$/u
/** A number with a fraction. */
const fraction = /^\d[.,]\d+$/u
/** A book's number. */
const isbn = /^97[89][\s-]?\d/u
const times = /^\d{1,2}[.:]\d{2}(?:[\s–—-]+\d{1,2}[.:]\d{2})+$/u
const cue =
  /(?:^|[^\p{L}])(?:call|text|phone|number|tel|whats ?app|sms|cell|mobile|zvoni|pozvoni|naberi|nomer|telefon|sotov|vatsap|votsap|vaiber|viber)/u

/** Words for numbers, by how many digits they add: hundreds and tens one each, what follows fills their places. */
const oneDigit =
  'zero oh one two three four five six seven eight nine twenty thirty forty fifty sixty seventy eighty ninety hundred double triple ' +
  'nol nul odin raz dva tri chetyre pyat shest sem vosem devyat dvadtsat tridtsat sorok pyatdesyat shestdesyat semdesyat vosemdesyat devyanosto ' +
  'sto dvesti trista chetyresta pyatsot shestsot semsot vosemsot devyatsot'
const twoDigits =
  'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen ' +
  'desyat odinnadtsat dvenadtsat trinadtsat chetyrnadtsat pyatnadtsat shestnadtsat semnadtsat vosemnadtsat devyatnadtsat'
const numberWords: ReadonlyMap<string, number> = new Map(
  [oneDigit, twoDigits].flatMap((words, at) => words.split(' ').map((word) => [word, at + 1] as const)),
)

/** Whether a message holds a telephone number, in digits of any script or in words. */
export function holdsPhone({ plain, sounds }: Readings): boolean {
  const western = plain.replace(/\p{Nd}/gu, toWestern)
  const hasCue = cue.test(sounds)
  for (const { 0: run, index } of western.matchAll(digitRun)) {
    // Part of a longer word, as in the address of a wallet.
    const isPart = /[a-z]/u.test(`${western[index - 1] ?? ''}${western[index + run.length] ?? ''}`)
    if (!isPart && isPhone(run.trim(), hasCue)) return true
  }
  return longestSpelled(sounds) >= 7
}

function isPhone(run: string, hasCue: boolean): boolean {
  if ([date, sum, years, times, isbn, fraction].some((other) => other.test(run))) return false
  const digits = run.replace(/[^\doо]/gu, '').length
  const least = run.startsWith('+') ? 8 : hasCue ? 6 : 9
  return digits >= least && digits <= 15
}

/** The value of a digit of any script: their ten stand in a row. */
function toWestern(digit: string): string {
  const code = digit.codePointAt(0)!
  let value = 0
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++
  return String(value)
}

/** The most digits in a row that are written as words, figures among them included. */
function longestSpelled(sounds: string): number {
  let [longest, length] = [0, 0]
  for (const word of sounds.split(/[^\p{L}\p{N}]+/u)) {
    const digits = numberWords.get(word) ?? (/^\d{1,4}$/u.test(word) && length > 0 ? word.length : 0)
    length = digits === 0 ? 0 : length + digits
    longest = Math.max(longest, length)
  }
  return longest
}
