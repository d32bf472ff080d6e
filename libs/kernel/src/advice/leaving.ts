import { anyOf, messenger, phrase } from './messengers.js'
import type { Readings } from './readings.js'

/** Up to so many more words of the same sentence. */
const words = (most: number): string => `(?:[^\\s.!?;]+ ){0,${most}}`

const talk = anyOf(
  'mov(?:e|ing) switch(?:ing)? continu(?:e|ing) chat(?:ting)? talk(?:ing)? text(?:ing)? messag(?:e|ing) msg dm writ(?:e|ing) speak(?:ing)?',
  'go(?:ing)? hop jump connect(?:ing)? hmu add find come join contact reach call ping follow catch video search type look',
)
const number = anyOf(
  'number(?!_(?:one|1|of|in|plate)) no(?=_?[.,!?]|_and|$) numbers digits contacts? e-?mail',
)
/** `What's your WhatsApp status?` asks for no contact. */
const contact = `(?:${number}|${messenger}(?! ${anyOf('status story stories feed photos? pics? profile vibe game bio page posts? group')}))`
const seldom = anyOf(
  "rarely hardly(?:_ever)? barely almost_never never not_(?:often|much|usually|very_often|always) don't dont seldom won't_be",
)
const elsewhere = anyOf(
  'somewhere_(?:else|more_private|private) some_?place_else (?:in|on|to|with|via)_(?:an)?other_(?:app|platform|site|messenger)',
  '(?:on|to|in)_a_(?:more_)?(?:different|better|private)_(?:app|platform|messenger|chat) off_(?:this|the|of_this)_(?:app|site|platform)',
  'outside_(?:of_)?(?:this|the|here)(?:_(?:app|site|platform))? off_(?:here|of_here)',
)

const english = phrase(
  // Let us move to WhatsApp; text me on Telegram; take this to Signal.
  `(?:${talk}|hit me|tak(?:e|ing) (?:this|it|our (?:chat|talk|conversation))) ${words(5)}(?:to|on|over|onto|via|in|at|through) (?:my |the )?${messenger}`,
  `(?:mov(?:e|ing)|switch(?:ing)?|go|hop|jump) ${words(3)}to (?:an)?other (?:app|platform|site|messenger)`,
  `(?:chat|talk|text|continue|write|speak|move|connect|get to know|message) ${words(5)}${elsewhere}`,
  `${messenger} (?:me|us)(?! (?:is|was|too))`,
  `${messenger} is (?:much )?(?:better|easier|faster|safer)`,
  'get off (?:of )?(?:here|this app|this site)',
  // Do you have Telegram; what's your number; here is mine.
  `(?:you|u|ya) (?:have|use|got|on|do) (?:(?:a |an )?${messenger}|line)`,
  `(?:have|got|using) (?:a |an |you(?:r)? )?${messenger}\\?`,
  `(?:(?:what's|whats|what is|send|give|gimme|drop|share|leave|swap|exchange|trade|can i|could i|may i|i want|let me)(?: me| us| have| get| you)*|get) (?:your|ur|our|the) (?:phone |cell |mobile |real )?${contact}`,
  '(?:swap|exchange|trade) (?:phone )?(?:numbers|contacts|socials|instas)',
  `(?:here's|here is|this is|take) my (?:phone |cell |mobile )?${contact}`,
  `(?:my|the) (?:${messenger} )?number (?:is )?in my (?:bio|profile|photos?|pics?)`,
  '(?:text|call|message|reach) me (?:at|on) (?:my |this )(?:phone |cell )?(?:number|phone|cell)',
  // I am rarely on here; I am deleting my account.
  `(?:i'm|im|i am|i) ${seldom}(?: really| usually| often| much)? (?:(?:be |check |log |get |use |open |stay |come |go )?(?:on|in|into) here|(?:check |log |get |use |open |come )?(?:on |in |into |to )?this (?:app|site)|(?:check |use )here)`,
  "(?:i'm|im|i am) (?:rarely|hardly ever|barely|almost never|not (?:often|much|very often)|seldom) here",
  '(?:delet(?:e|ing)|leav(?:e|ing)|quit(?:ting)?|uninstall(?:ing)?|getting off|closing) (?:this (?:app|site|account|profile)|my (?:account|profile))',
)

const go = anyOf(
  'pereid\\p{L}* pereiti perehod\\p{L}* pereezzha\\p{L}* perebir\\p{L}* perebr\\p{L}* poshli poidem poidemte pognali pogna\\p{L}* go uidem uiti zahodi zaletai',
)
const write = anyOf(
  'spis\\p{L}* spish\\p{L}* obsh\\p{L}* poobsh\\p{L}* prodolzh\\p{L}* pogovor\\p{L}* svyazh\\p{L}* pishi(?:te)? napishi(?:te)? napishu napishesh napisat pisat',
  'otpish\\p{L}* cherkni stuchis? stukni\\p{L}* dobav\\p{L}* naidi(?:te)? naidesh ishi(?:te)? podpis\\p{L}* zvoni(?:te)? nabirai skinu prishlyu otpravlyu',
)
const propose = anyOf('davai(?:te)? luchshe mozhem mozhet predlagayu priglashayu zhdu menya')
const move = `(?:${go}|${write}|${propose})`
const give = anyOf(
  'dai(?:te)? dash dadesh skin(?:esh|i|te)? kin(?:esh|i|te)? kidai(?:te)? skazhi(?:te)? ostav(?:te|ish)? prishli(?:te)? podelis podelish\\p{L}* mozhno',
  'obmen\\p{L}+ napishi(?:te)? hochesh zapishi',
)
const phone = anyOf(
  'nomer(?:ok|ochek|a|ami|kami)?(?!_(?:dom|kvartir|odin|ryad|mest|reis|stol|zal|komnat|tri|dva)) telefon(?:chik|ami|a|chikami)? kontakt(?:y|ami|ik)?',
)
const here = anyOf(
  'zdes tut syuda v_etom_prilozhenii v_prilozhenii v_prilozhenie na_etom_saite na_etot_sait na_saite na_sait',
)
const rarely = anyOf('redko nechasto ne_chasto pochti_ne pochti_nikogda_ne ne malo')
const visit = anyOf('byvayu sizhu zahozhu poyavlyayus zaglyadyvayu')

const russian = phrase(
  // Пошли в телегу; напиши мне в личку; предлагаю вайбер.
  `${move} ${words(4)}(?:v|vo|na|cherez|po) (?:moi |moyu |moei |moem |lichn\\p{L}+ )?(?:${messenger}|maks(?:e|a)?|lichk\\p{L}+|lichn\\p{L}+ soobsh\\p{L}+|ls|sms)`,
  `(?:predlagayu|luchshe|davai(?:te)?) ${messenger}`,
  `(?:ya v ${messenger}|v ${messenger} (?:otvechayu|otvechu|onlain|vsegda|chashe|bystree|sizhu))`,
  `${move} ${words(4)}(?:v|na|cherez) drugo\\p{L}+ (?:mest\\p{L}+|messendzher\\p{L}*|prilozheni\\p{L}+|platform\\p{L}+|sait\\p{L}*|chat\\p{L}*)`,
  `${move} ${words(3)}(?:vne|za predelami) (?:etogo )?(?:prilozheni\\p{L}+|sait\\p{L}+)`,
  // Есть телеграм; дай номер.
  `(?:est(?: li)?(?: u (?:tebya|vas))?|u (?:tebya|vas)(?: est)?|ty(?: est)?) (?:v )?${messenger}`,
  `(?:${give} ${words(3)}|davai(?:te)? (?:svoi |tvoi )?)(?:${phone}|${messenger})`,
  '(?:kakoi|tvoi|vash) (?:u (?:tebya|vas) )?nomer(?:ok)?(?: telefona)?\\?',
  // Я тут редко бываю; удаляю анкету.
  `${here} ${words(2)}${rarely}(?: (?:chasto|osobo|postoyanno|vsegda))? (?:${visit}|budu|otvechayu|onlain)`,
  `${rarely} (?:chasto |osobo )?${visit} ${words(1)}${here}`,
  `(?:udal(?:yayu|yu|yaem|it|yat)|snoshu|snesu) (?:${words(1)}(?:otsyuda|prilozhenie|anketu|profil|akkaunt)|otsyuda)`,
)

/** A sentence that is nothing but a messenger. */
const alone = new RegExp(`(?:^|[.!?] )(?:and |or |a |mozhet,? |luchshe |v |na )?${messenger} ?\\?`, 'u')

/** Whether a message proposes to go on elsewhere, or asks for the way to do that. */
export const asksToLeave = ({ sounds, looks }: Readings): boolean =>
  russian.test(sounds) || alone.test(sounds) || [sounds, ...looks].some((reading) => english.test(reading))
