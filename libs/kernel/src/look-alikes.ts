/**
 * What a name looks and sounds like to somebody who reads Latin: spellings of it in plain small letters, digits and signs. A small
 * list of its own beside Unicode's compatibility forms (full-width, circled, mathematical letters), after the confusables of UTS #39.
 */
export interface Spellings {
  /** By shape: Cyrillic `р` is `p`, `0` is `o`; once for each way to read a twofold sign. */
  readonly looks: readonly string[]
  /** By sound: Cyrillic `р` is `r`. */
  readonly sounds: string
}

const pairs = (text: string): Map<string, string> =>
  new Map(text.split(' ').map((pair) => [Array.from(pair)[0]!, Array.from(pair).slice(1).join('')]))

const shapes = pairs(
  'аa вb сc ԁd еe єe ҽe ѕs гr һh нh іi їi јj кk ӏl мm пn оo рp ԛq тt уy үy цu хx ԝw ьb бb эe яr ' +
    'αa βb ϲc δd εe ηn ιi κk λl μu νv οo ρp σo τt υu χx ωw γy ζz ' +
    'ᴀa ɖd ɑa ɐa ʙb ƅb ᴄc ɔc ɗd ᴅd ɛe ᴇe ǝe ꜰf ɡg ɢg ʜh ɦh ıi ɪi ɩi ʲj ᴊj ᴋk ʟl łl ɫl ᴍm ɱm ɴn ŋn øo ᴏo ɵo ᴘp ꝑp ʀr ɾr ꜱs ʂs ᴛt ŧt ᴜu ʊu ᴠv ʋv ᴡw ʏy ᴢz ʐz đd ħh ƙk ƒf ʞk ʇt ɹr ɯm ʎy ɥh ' +
    'օo ոn սu տs հh յj զq ցg ե5 լl քp ' +
    'ꭺa ꮟb ꮯc ꭰd ꭼe ꮐg ꮋh ꭵi ꭻj ꮶk ꮮl ꮇm ꮲp ꮢr ꮪs ꭲt ꮩv ꮃw ꮓz ' +
    'ꓮa ꓐb ꓚc ꓓd ꓰe ꓝf ꓖg ꓧh ꓲi ꓙj ꓗk ꓡl ꓟm ꓠn ꓳo ꓑp ꓣr ꓢs ꓔt ꓴu ꓦv ꓪw ꓫx ꓬy ꓜz ' +
    'ⲁa ⲃb ⲥc ⲇd ⲉe ⲏh ⲓi ⲕk ⲙm ⲛn ⲟo ⲣp ⲧt ⲩu ⲭx ᗩa ᗷb ᑕc ᗪd ᗴe ᖴf ᕼh ᒍj ᒪl ᗰm ᑎn ᑭp ᖇr ᔕs ᑌu ᐯv ᗯw ᙭x',
)
const sounds = pairs(
  'аa бb вv гg ґg дd еe ёe єe жzh зz иi іi їi йi кk лl мm нn оo пp рr сs тt уu фf хh цts чch шsh щsh ыy эe юyu яya ь ъ ѕs јj қk ғg ңn өo әa үu ұu һh',
)
/** Digits and signs that stand for letters. */
const digits = pairs('0o 3e 4a 5s 6b 7t 8b 9g $s €e')
/** Signs that are read in two ways; each map gives one of them. */
const twofold = [pairs('1i |i !i иn'), pairs('1l |l !l иu')]

/** Letters in black squares and circles and those of flags have no compatibility form. */
const boxed = [0x1f150, 0x1f170, 0x1f1e6]

export function spellingsOf(name: string): Spellings {
  const plain = Array.from(
    name
      .normalize('NFKD')
      .replace(/[\p{M}\p{Default_Ignorable_Code_Point}]/gu, '')
      .toLowerCase(),
    unboxed,
  )
  const looks = plain.map((letter) => shapes.get(letter) ?? letter)
  return {
    looks: twofold.map((signs) => looks.map((sign) => digits.get(sign) ?? signs.get(sign) ?? sign).join('')),
    sounds: plain.map((letter) => sounds.get(letter) ?? letter).join(''),
  }
}

function unboxed(letter: string): string {
  const code = letter.codePointAt(0)!
  const first = boxed.find((start) => code >= start && code < start + 26)
  return first === undefined ? letter : String.fromCodePoint(0x61 + code - first)
}
