import { fileURLToPath } from 'node:url'

import { writeSite } from './write-site.js'

const checkout = fileURLToPath(new URL('../../..', import.meta.url))
const [folder] = process.argv.slice(2)
if (folder === undefined) {
  process.stderr.write('Usage: npm run guide -- <folder to write to>\n')
  process.exit(1)
}
const pages = await writeSite({ checkout, folder })
process.stdout.write(`${pages} pages in ${folder}; open its index.html through a web server\n`)
