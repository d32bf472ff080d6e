import { phrase } from './messengers.js'
import type { Readings } from './readings.js'

/** Addresses of Bitcoin, Ethereum and its kin, TON, Tron (USDT), Litecoin; large and small letters matter. */
const wallet =
  /(?:^|[^A-Za-z0-9])(?:bc1[a-z0-9]{25,60}|[13][1-9A-HJ-NP-Za-km-z]{25,34}|0x[0-9a-fA-F]{40}|[EUk]Q[A-Za-z0-9_-]{46}|T[1-9A-HJ-NP-Za-km-z]{33}|ltc1[a-z0-9]{25,60}|[LM][1-9A-HJ-NP-Za-km-z]{26,33}|(?=[1-9A-HJ-NP-Za-km-z]{0,43}[0-9])(?=[1-9A-HJ-NP-Za-km-z]{0,43}[A-Z])(?=[1-9A-HJ-NP-Za-km-z]{0,43}[a-z])[1-9A-HJ-NP-Za-km-z]{43,44})(?![A-Za-z0-9])/u
const walletName = /(?:^|[^\p{L}\p{N}])[\p{L}\p{N}_-]{2,}\.(?:ton|eth)(?![\p{L}\p{N}])/u
const bankAccount = /(?:^|[^a-z0-9])[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){3,7}(?: ?[a-z0-9]{1,3})?(?![a-z0-9])/u
const cardRun = /\d(?:[ -]?\d){15}(?!\d)/gu

const coin =
  '(?:usdt|btc|bitcoins?|eth|ethereum|toncoins?|crypto|cryptocurrency|gift cards?|steam cards?|itunes cards?)'
const amount =
  '(?:[$€£] ?\\d+|\\d+ ?(?:[$€£]|usd|eur|euros?|dollars?|bucks|pounds|usdt|dollar\\p{L}*|evro|baks\\p{L}*|griven\\p{L}*|tenge|rub|rubl\\p{L}+|r|tysyach\\p{L}*|kosar\\p{L}*))'
const gap = '(?:[^\\s.!?]+ ){0,6}'
const talk = phrase(
  `(?:send|transfer|wire|lend|loan|deposit|donate|borrow) ${gap}(?:${coin}|money|cash|${amount})`,
  `pay ${gap}(?:${coin}|${amount})`,
  `(?:invest(?:ing|ed|ment)?|trad(?:e|ing)|earn(?:ing|s)?|profits?) ${gap}(?:${coin}|forex|${amount}|(?:a|per|every) (?:day|week))`,
  `${coin} (?:invest\\p{L}*|trading|platform|signals|exchange|wallet)`,
  `(?:help|support) ${gap}(?:with (?:the |my |some )?(?:rent|bills|money|ticket|loan)|financially)|double ${gap}${amount}|cash ?app|venmo|zelle|western union|pay ?pal (?:me|account|to)`,
  'business proposal|gold futures|(?:returns?|profits?|earn) (?:of )?\\d+ ?%|\\d+ ?% (?:a|per|every) (?:day|week|month)',
  'passive income|guaranteed (?:profit|income|returns?)|easy money|trust wallet|double your (?:money|deposit)|sugar (?:daddy|baby|mommy)',
  `(?:skin|kin|perevedi|pereved\\p{L}*|perekin|zaimi|odolzhi|otprav|zaplati|oplati|poshli|popolni|dokin|podkin)\\p{L}* ${gap}(?:na (?:moyu )?kart\\p{L}+|deneg|dengi|denezhk\\p{L}*|kript\\p{L}*|bitkoin\\p{L}*|${coin}|${amount}|taksi|bilet|proezd|dorogu|balans)`,
  `(?:vlozh|vklad|invest|zarabot|zarabat|treid|trade)\\p{L}* ${gap}(?:kript\\p{L}*|bitkoin\\p{L}*|birzh\\p{L}*|${coin}|v (?:den|nedelyu|mesyats)|${amount})`,
  'passivn\\p{L}+ dohod\\p{L}*|legki\\p{L}+ (?:deneg|dengi|dohod|zarabot\\p{L}+)|srochno (?:nuzhn\\p{L}+ )?deng\\p{L}+|(?:pomog|podderzh)\\p{L}* (?:[^\\s.!?]+ ){0,3}(?:deng\\p{L}+|material\\p{L}+|finans\\p{L}+)|(?:zaimi|odolzhi)\\p{L}* (?:mne )?(?:do zarplaty|nemnogo|deneg)|nomer karty|dohod\\p{L}* (?:ot \\d+|(?:kazhd\\p{L}+|v) (?:den|nedelyu|mesyats))|kript\\p{L}* (?:birzh\\p{L}*|koshel\\p{L}*)|ishu (?:sponsora|papika)',
)

/** Whether a message holds a wallet, a card or an account, asks for money or promises it. */
export function talksOfMoney({ cased, plain, sounds }: Readings): boolean {
  return (
    wallet.test(cased) ||
    walletName.test(plain) ||
    bankAccount.test(plain) ||
    talk.test(sounds) ||
    [...plain.matchAll(cardRun)].some(([run]) => isCard(run))
  )
}

/** The check digit of payment cards (ISO/IEC 7812, Luhn). */
function isCard(run: string): boolean {
  const digits = Array.from(run.replace(/\D/gu, ''), Number)
  const sum = digits.reverse().reduce((total, digit, place) => {
    const counted = place % 2 === 0 ? digit : digit * 2
    return total + (counted > 9 ? counted - 9 : counted)
  }, 0)
  return sum % 10 === 0
}
