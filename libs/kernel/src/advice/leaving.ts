import { messenger, phrase } from './messengers.js'
import type { Readings } from './readings.js'

/** Up to so many more words of the same sentence. */
const words = (most: number): string => `(?:[^\\s.!?;]+ ){0,${most}}`

const english = phrase(
  // Let us move to WhatsApp; text me on Telegram.
  `(?:move|switch|continue|chat|talk|text|message|msg|dm|write|speak|go|hop|jump|take (?:this|it|our (?:chat|talk))|connect|hit me|hmu|add|come|join|find|contact|reach|call|ping|follow|catch|video) ${words(5)}(?:to|on|over|onto|via|in|at|through) (?:my |the )?${messenger}`,
  `(?:you|u|ya) (?:have|use|got|on|do) (?:a |an )?${messenger}`,
  `(?:have|got|using) (?:a |an |you(?:r)? )?${messenger}\\?`,
  `${messenger} (?:me|us)(?! (?:is|was|too))`,
  `(?:(?:what's|whats|what is|send|give|gimme|drop|share|leave|swap|exchange|trade|can i|could i|may i|i want|let me)(?: me| us| have| get| you)*|get) (?:your|ur|our|the) (?:phone |cell |mobile |real )?(?:number(?! (?:one|1|of|in|plate))|numbers|digits|contacts?|e-?mail|${messenger})`,
  `(?:swap|exchange|trade) (?:phone )?(?:numbers|contacts|socials|instas)`,
  `(?:here's|here is|this is|take) my (?:phone |cell |mobile )?(?:number|contacts?|e-?mail|${messenger})`,
  `(?:text|call|message|reach) me (?:at|on) (?:my |this )(?:phone |cell )?(?:number|phone|cell)`,
  `(?:move|switch|go|hop|jump) ${words(3)}to (?:an)?other (?:app|platform|site|messenger)`,
  `(?:chat|talk|text|continue|write|speak|move|connect|get to know|message) ${words(5)}(?:somewhere (?:else|more private|private)|some place else|someplace else|(?:in|on|to|with|via) (?:an)?other (?:app|platform|site|messenger)|(?:on|to|in) a (?:more )?(?:different|better|private) (?:app|platform|messenger|chat)|off (?:this|the|of this) (?:app|site|platform)|outside (?:of )?(?:this|the|here)(?: (?:app|site|platform))?|off (?:here|of here))`,
  `(?:i'm|im|i am|i) (?:rarely|hardly(?: ever)?|barely|almost never|never|not (?:often|much|usually|very often|always)|don't|dont|seldom|won't be)(?: really| usually| often| much)? (?:(?:be |check |log |get |use |open |stay |come |go )?(?:on|in|into) here|(?:check |log |get |use |open |come )?(?:on |in |into |to )?this (?:app|site)|(?:check |use )here)`,
  `(?:i'm|im|i am) (?:rarely|hardly ever|barely|almost never|not (?:often|much|very often)|seldom) here`,
  `(?:delet(?:e|ing)|leav(?:e|ing)|quit(?:ting)?|uninstall(?:ing)?|getting off|closing) (?:this (?:app|site|account|profile)|my (?:account|profile))`,
)

const move =
  '(?:pereid\\p{L}*|pereiti|perehod\\p{L}*|pereezzha\\p{L}*|perebir\\p{L}*|perebr\\p{L}*|spis\\p{L}*|spish\\p{L}*|obsh\\p{L}*|poobsh\\p{L}*|prodolzh\\p{L}*|pogovor\\p{L}*|svyazh\\p{L}*|pishi(?:te)?|napishi(?:te)?|napishu|napishesh|napisat|pisat|otpish\\p{L}*|cherkni|stuchis?|stukni\\p{L}*|dobav\\p{L}*|naidi(?:te)?|naidesh|ishi(?:te)?|podpis\\p{L}*|zahodi|zaletai|poshli|poidem|poidemte|pognali|pogna\\p{L}*|go|uidem|uiti|davai(?:te)?|luchshe|mozhem|mozhet|priglashayu|zhdu|zvoni(?:te)?|nabirai|menya)'
const russian = phrase(
  `${move} ${words(4)}(?:v|vo|na|cherez|po) (?:~?moi |moyu |moei |moem |lichn\\p{L}+ )?(?:${messenger}|maks(?:e|a)?|lichk\\p{L}+|ls|sms)`,
  `(?:est(?: li)?(?: u (?:tebya|vas))?|u (?:tebya|vas)(?: est)?|ty(?: est)?) (?:v )?${messenger}`,
  `(?:dai(?:te)?|dash|dadesh|skin(?:esh|i|te)?|kin(?:esh|i|te)?|skazhi(?:te)?|ostav(?:te|ish)?|prishli(?:te)?|podelis|podelish\\p{L}*|mozhno|obmen\\p{L}+|napishi(?:te)?|hochesh|zapishi) ${words(3)}(?:nomer(?:ok|ochek|a|ami|kami)?(?! (?:dom|kvartir|odin|ryad|mest|reis|stol|zal|komnat|tri|dva))|telefon(?:chik|ami|a|chikami)?|kontakt(?:y|ami|ik)?|${messenger})`,
  `(?:kakoi|tvoi|vash) (?:u (?:tebya|vas) )?nomer(?:ok)?(?: telefona)?\\?`,
  `(?:zdes|tut|syuda|v etom prilozhenii|v prilozhenii|na etom saite|na saite) ${words(2)}(?:redko|nechasto|ne chasto|pochti ne|pochti nikogda ne|ne|malo)(?: (?:chasto|osobo|postoyanno|vsegda))? (?:byvayu|sizhu|zahozhu|poyavlyayus|zaglyadyvayu|budu|otvechayu|onlain)`,
  `(?:redko|nechasto|ne chasto|pochti ne|pochti nikogda ne|ne|malo) (?:chasto |osobo )?(?:byvayu|sizhu|zahozhu|poyavlyayus|zaglyadyvayu) ${words(1)}(?:zdes|tut|syuda|v etom prilozhenii|v prilozhenie|na etot sait|na etom saite|na saite)`,
  `${move} ${words(4)}(?:v|na|cherez) drugo\\p{L}+ (?:mest\\p{L}+|messendzher\\p{L}*|prilozheni\\p{L}+|platform\\p{L}+|sait\\p{L}*|chat\\p{L}*)`,
  `(?:udal(?:yayu|yu|yaem|it|yat)|snoshu|snesu) (?:${words(1)}(?:otsyuda|prilozhenie|anketu|profil|akkaunt)|otsyuda)`,
  `${move} ${words(3)}(?:vne|za predelami) (?:etogo )?(?:prilozheni\\p{L}+|sait\\p{L}+)`,
)

/** Whether a message proposes to go on elsewhere, or asks for the way to do that. */
export const asksToLeave = ({ sounds, looks }: Readings): boolean =>
  russian.test(sounds) || [sounds, ...looks].some((reading) => english.test(reading))
