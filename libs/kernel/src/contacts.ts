/**
 * How people write ways to be reached: addresses of the web, in whatever script and however taken apart, and the names of messengers.
 * Names (profile) refuse them, messages (`advice.ts`) are marked for them. The patterns read spellings of `look-alikes.ts` or small letters,
 * and look only ahead: Safari 14 knows nothing else.
 */

/** Endings of domains. `certain` ones are no words; `words` end a sentence as well: `I love it.me too`. */
const endings = {
  certain: 'com net org info biz ru su io co app dev xyz vip cc tv ly gg ee fm gl uk de fr ua kz eu рф',
  words: 'pro me online site link page club shop store love fans space live life bio chat top am by us in',
} as const

const alternatives = (words: string): string => words.split(' ').join('|')
const dot = '[.。․·•]'
const spelledDot = `(?:\\s*[[({]\\s*(?:${dot}|dot|tochka)\\s*[\\])}]\\s*|\\s+(?:dot|tochka)\\s+)`
const notAfterWord = '(?![\\p{L}\\p{N}])'

/** A scheme, `www.`, the short hosts of messengers, and a domain whose dot is spelled. */
export const linkSign = new RegExp(
  `://|www\\.|(?:^|[^\\p{L}\\p{N}'’])(?:t|wa|vk)(?:\\s*(?:[.,·•。/⁄∕]|dot|tochka)\\s*|${spelledDot})(?:me|com)${notAfterWord}|[\\p{L}\\p{N}-]{2}${spelledDot}(?:com|net|org|info|ru|рф)${notAfterWord}`,
  'u',
)

/** A domain, with any ending. */
export const domain = new RegExp(
  `[\\p{L}\\p{N}-]{2}${dot}(?:${alternatives(`${endings.certain} ${endings.words}`)})${notAfterWord}`,
  'u',
)

/** A domain that no sentence makes: its ending is no word, or a path follows. */
export const certainDomain = new RegExp(
  `[\\p{L}\\p{N}-]{2}${dot}(?:(?:${alternatives(endings.certain)})${notAfterWord}|(?:${alternatives(endings.words)})/[\\p{L}\\p{N}])`,
  'u',
)

/** Names of messengers that are no words of a language. */
export const messengerName = 'instagram|whats\\s?app|snapchat|onlyfans|wechat|weixin|discord|facebook'
/** Short names of messengers, which are words or initials, too. */
export const messengerShort = 'ig|insta?|tg|wa|vk|fb|snap|viber|vats?ap|inst|whats|signal|line'
