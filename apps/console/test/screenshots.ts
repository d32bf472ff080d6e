// Pictures of every page in every look, to be looked at: `npx tsx apps/console/test/screenshots.ts [folder] [look, for example 1280-light-en]`.
// `npx tsx apps/console/test/screenshots.ts docs` takes those of docs/moderation.md. Ends with 1 when something sticks out or an error came up.
// Takes a system of its own, or the one that STACK_URL and STACK_BOT_TOKEN name.
import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { type Locale, locales } from '@kindred/locales'

import { launchBrowser } from '../../web/test/browser/phone.js'
import { startStack } from '../../web/test/browser/stack.js'
import { plantPhotos } from './browser/held-photos.js'
import { appeal, decideAbout } from './browser/sanctions.js'
import { atDesk, emptyQueue, plantReports, signInAdmin, signInModerator } from './browser/staff.js'
import { createPictures, type Look } from './pictures.js'

const docs = fileURLToPath(new URL('../../../docs/moderation', import.meta.url))
const [target = join(tmpdir(), 'kindred-console'), only = ''] = process.argv.slice(2)
const isForDocs = target === 'docs'
const folder = isForDocs ? docs : target
mkdirSync(folder, { recursive: true })

const sizes = [
  { width: 1280, height: 860 },
  { width: 390, height: 844 },
]
const looks: Look[] = isForDocs
  ? [{ name: '', theme: 'light', locale: 'en', size: { width: 1010, height: 560 } }]
  : sizes.flatMap((size) =>
      (['light', 'dark'] as const).flatMap((theme) =>
        locales.map((locale: Locale) => ({ name: `-${size.width}-${theme}-${locale}`, theme, locale, size })),
      ),
    )

const { STACK_URL: url, STACK_BOT_TOKEN: botToken } = process.env
const stack =
  url === undefined || botToken === undefined ? await startStack() : { url, botToken, stop: async () => {} }
const browser = await launchBrowser()
try {
  const admin = await signInAdmin(stack)
  const moderator = await signInModerator(stack, admin)
  await emptyQueue(stack, admin)
  const { reporter, reported } = await plantReports(stack, browser, 6)
  const appellant = reported.at(-1)!
  await decideAbout(moderator, appellant, 'BAN')
  await appeal(stack, appellant, 'My brother had my phone that evening.\nPlease look at it again.')
  await plantPhotos(stack, { browser, admin }, 3)
  for (const look of looks.filter(({ name }) => name.includes(only))) {
    const pictures = createPictures(browser, { url: stack.url, folder, look })
    await (isForDocs
      ? pictures.forDocs(atDesk(stack, admin))
      : pictures.all({
          admin: atDesk(stack, admin),
          moderator: atDesk(stack, moderator),
          nobody: reporter,
          reported,
        }))
    process.stdout.write([`${look.name}: done`, ...pictures.complaints, ''].join('\n'))
    if (pictures.complaints.length > 0) process.exitCode = 1
  }
  process.stdout.write(`pictures in ${folder}\n`)
} finally {
  await browser.close()
  await stack.stop()
}
