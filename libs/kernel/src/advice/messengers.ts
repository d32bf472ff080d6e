/** The names of messengers as a message's sound spells them (`look-alikes.ts`), Russian cases included: `в телеге` is `v telege`. */
const always = [
  'telegram(?:m|e|a|u|om|chik|chike|me)?',
  'teleg(?:a|u|e|i|oi|ram)',
  'tele',
  'tg(?:shk\\p{L}+)?',
  '(?:wh?|v)[ao]ts\\s?app?(?:e|a|u|om)?',
  'viber|vaiber(?:e|a|u)?',
  '[il]nsta(?:gram(?:m|me|e|a|u)?)?|inst(?:u|e|y|oi)?|ig',
  'snap\\s?chat(?:e|a)?|snap',
  'disc?ord|diskord(?:e|a|u)?',
  'skype|skaip(?:e|a|u)?',
  'we\\s?chat|vichat(?:e|a)?',
  'onlyfans|onlifans(?:e|a)?',
  'google\\s?chat|hangouts|imessage|kakao(?:talk)?',
  'vk|vkontakte|facebook|feisbuk(?:e|a)?|fb|kik|zangi',
  'signal(?!s)|messenger',
].join('|')

/** Alternatives of a pattern, without a boundary on either side. */
export const messenger = `(?:${always})`

/** One of several words or phrases; `_` stands for the gap within a phrase. */
export const anyOf = (...lines: readonly string[]): string =>
  `(?:${lines.join(' ').split(' ').join('|').replaceAll('_', ' ')})`

/** A pattern of whole words, in which a space stands for any gap between two words. */
export const phrase = (...alternatives: readonly string[]): RegExp =>
  new RegExp(`(?:^|[^\\p{L}\\p{N}])(?:${alternatives.join('|')})(?![\\p{L}\\p{N}])`, 'u')
