// Lives in the simulator's chats as two new people would, one in English, one in Russian, and times it from /start to a conversation:
// `npx tsx apps/web/test/chat-minutes.ts [folder for pictures]`. Before each step it waits as long as somebody reads, and it types as slowly
// as people do. Afterwards it takes pictures of what else the bot says. Ends with 1 after more than three minutes.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

import type { Locator } from 'playwright-core'

import { launchBrowser } from './browser/phone.js'
import { startStack } from './browser/stack.js'
import { standOf } from './browser/stand.js'
import { drawnPhoto } from './screens/people.js'

const limitSeconds = 180
const readingMs = 2_000
const keyMs = 90

const [folder] = process.argv.slice(2)
if (folder !== undefined) mkdirSync(folder, { recursive: true })

const stack = await startStack({ GATEWAY_MAX_LOOP_DELAY_MS: '0' })
const browser = await launchBrowser()
const page = await browser.newPage({ viewport: { width: 1360, height: 1040 }, locale: 'en' })
page.setDefaultTimeout(60_000)
const photo = await drawnPhoto(browser, 40)
let [begin, steps] = [0, 0]
const seconds = (): number => (performance.now() - begin) / 1_000

/** What somebody does in the chat of one of the phones; each act ends when the bot has said `answer`. */
function lifeOf(side: 'left' | 'right') {
  const stand = page.locator('.stand').nth(side === 'left' ? 0 : 1)
  const field = stand.getByRole('textbox', { name: 'Message' })
  const messages = stand.locator('.message:not(.own)')
  const heard = (answer: string | RegExp): Locator => messages.filter({ hasText: answer }).last()
  async function did(name: string, act: () => Promise<unknown>, answer: string | RegExp): Promise<void> {
    await page.waitForTimeout(readingMs)
    await act()
    await heard(answer).waitFor()
    steps += 1
    process.stdout.write(`${seconds().toFixed(1).padStart(6)} s  ${side}: ${name}\n`)
    if (folder !== undefined) {
      const name = `${String(steps).padStart(2, '0')}-${side}.png`
      await standOf(page, side).screen.screenshot({ path: join(folder, name) })
    }
  }
  const type = async (text: string): Promise<void> => {
    await field.pressSequentially(text, { delay: keyMs })
    await field.press('Enter')
  }
  const write = (text: string, answer: string | RegExp) => did(text, () => type(text), answer)
  return {
    stand,
    did,
    write,
    /** A command to which the bot says something new. */
    async ask(command: string): Promise<void> {
      const before = await messages.count()
      await did(
        command,
        async () => {
          await type(command)
          await messages.nth(before).waitFor()
        },
        /./,
      )
    },
    press: (label: string | RegExp, answer: string | RegExp) =>
      did(
        String(label),
        () =>
          stand
            .getByRole('button', { name: label, ...(typeof label === 'string' && { exact: true }) })
            .last()
            .click(),
        answer,
      ),
    sendPhotos: (count: number, answer: string | RegExp) =>
      did(
        `${count} photos`,
        () => stand.locator('input[type=file][multiple]').setInputFiles(Array(count).fill(photo)),
        answer,
      ),
  }
}

async function begins(side: 'left' | 'right', name: string, language: string): Promise<void> {
  const stand = page.locator('.stand').nth(side === 'left' ? 0 : 1)
  await standOf(page, side).choosePerson(name)
  await stand.getByLabel('Language').selectOption(language)
  await standOf(page, side).choosePlace('Riga')
}

try {
  await page.goto(stack.simulatorUrl)
  await begins('left', 'Mia', 'en')
  await begins('right', 'Leo', 'ru')
  const [mia, leo] = [lifeOf('left'), lifeOf('right')]
  const start = (stand: Locator) => stand.getByRole('button', { name: 'Start', exact: true }).click()
  begin = performance.now()

  await mia.did('/start', () => start(mia.stand), 'Hi! Kindred helps you')
  await mia.press('Do it here in the chat', 'What’s your name?')
  await mia.press('Mia', 'When were you born?')
  await mia.write('12 April 1996', 'What’s your gender?')
  await mia.press('Woman', 'Who would you like to meet?')
  await mia.press('☐ Men', 'Who would you like to meet?')
  await mia.press('Done', 'Where are you?')
  await mia.press(/Send where I am$/, 'Now your photos')
  await mia.sendPhotos(2, /You now have|being checked/)
  await mia.press('Go on', 'Write a few words about yourself')
  await mia.write('Tea, hills and old films.', 'Your profile is ready')
  const hers = seconds()

  begin = performance.now()
  await leo.did('/start', () => start(leo.stand), 'Привет!')
  await leo.press('Заполнить здесь, в чате', 'Как вас зовут?')
  await leo.press('Leo', 'Когда вы родились?')
  await leo.write('3 мая 1995', 'Какой у вас пол?')
  await leo.press('Мужчина', 'С кем хотите познакомиться?')
  await leo.press('☐ Женщин', 'С кем хотите познакомиться?')
  await leo.press('Готово', 'Где вы?')
  await leo.write('Рига', 'Какой из них?')
  await leo.press('Рига, Латвия', 'Теперь фото')
  await leo.sendPhotos(1, /Теперь в профиле|проверя/)
  await leo.press('Дальше', 'Напишите несколько слов о себе')
  await leo.write('Люблю горы.', 'Профиль готов')
  await leo.press('Показать людей', 'Mia, ')
  await leo.press('❤ Нравится', /Вы посмотрели всех/)
  await mia.write('/likes', 'Leo, ')
  await mia.press('❤ Like', 'It’s a match!')
  await mia.press('Say hello', 'You’re writing to Leo now')
  await mia.write('Hello Leo, tea?', 'You’re writing to Leo now')
  await leo.press('Ответить', 'Открыт чат: Mia')
  await leo.write('С удовольствием!', 'Открыт чат: Mia')
  const conversation = seconds()
  process.stdout.write(
    `\nHer profile took ${hers.toFixed(0)} s; from his /start to a conversation of both ${conversation.toFixed(0)} s (${limitSeconds} s allowed).\n`,
  )
  if (Math.max(hers, conversation) > limitSeconds) process.exitCode = 1

  const commands =
    '/help /chats /matches /filters /notifications /language /photos /profile /pause /invite /verify /report /export /delete /nonsense'
  for (const command of commands.split(' ')) for (const person of [mia, leo]) await person.ask(command)
} catch (error) {
  if (folder !== undefined) await page.screenshot({ path: join(folder, 'wrong.png') })
  throw error
} finally {
  await browser.close()
  await stack.stop()
}
