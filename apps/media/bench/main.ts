import { type Bar, barTable, quantile, spreadOf, verdictOf } from '../../../tools/bench/src/index.js'
import { type House, startHouse } from './house.js'
import { phonePhoto, type Sample, worstPictures } from './pictures.js'

/** Uploads of a round, and rounds of each picture. */
const [uploadsEach, rounds] = [7, 3]
/** What the attacker has under way all the time: more than one person may have at work. */
const attacking = 6

const say = (line: string): void => void process.stdout.write(`${line}\n`)

process.exitCode = await run()

/** One person uploads photos, quiet and beside an account that sends the worst that it may; round after round, so that both meet the same machine. */
async function run(): Promise<number> {
  const [house, photo, worst] = [await startHouse(), await phonePhoto(), await worstPictures()]
  const bars: Bar[] = []
  try {
    bars.push(await besideLooks(house, photo))
    for (const picture of worst) bars.push(await beside(house, photo, picture))
  } finally {
    await house.stop()
  }
  say(`\n${barTable(bars)}\n`)
  const missed = bars.filter((bar) => verdictOf(bar) === 'NOT met').length
  say(missed === 0 ? 'All bars are met' : `${missed} bars are NOT met`)
  return missed === 0 ? 0 : 1
}

async function beside(house: House, photo: Sample, picture: Sample): Promise<Bar> {
  const ratios: number[] = []
  let [quietMs, busyMs] = [0, 0]
  for (let round = 0; round < rounds; round++) {
    quietMs = await uploads(house, photo)
    const attack = await attackWith(house, picture)
    busyMs = await uploads(house, photo)
    await attack.stop()
    ratios.push(busyMs / quietMs)
  }
  say(
    `${picture.name} (${picture.bytes.length.toLocaleString('en')} bytes): ${Math.round(quietMs)} ms quiet, ${Math.round(busyMs)} ms beside it`,
  )
  return {
    name: `upload of ${photo.name} beside: ${picture.name}`,
    size: `${attacking} at a time`,
    measured: spreadOf(ratios),
    unit: '× quiet',
    atMost: 2,
    judged: true,
    note: '',
  }
}

/** What a look adds to an upload: houses that look and do not, in turn. */
async function besideLooks(looking: House, photo: Sample): Promise<Bar> {
  const blind = await startHouse('none')
  const ratios: number[] = []
  let [lookingMs, blindMs] = [0, 0]
  try {
    for (const house of [blind, looking]) await uploads(house, photo)
    for (let round = 0; round < rounds; round++) {
      blindMs = await uploads(blind, photo)
      lookingMs = await uploads(looking, photo)
      ratios.push(lookingMs / blindMs)
    }
  } finally {
    await blind.stop()
  }
  say(`a look: ${Math.round(blindMs)} ms without, ${Math.round(lookingMs)} ms with it`)
  return {
    name: `upload of ${photo.name} with a look at it`,
    size: 'one at a time',
    measured: spreadOf(ratios),
    unit: '× without',
    atMost: 1.5,
    judged: true,
    note: '',
  }
}

/** The median of some uploads, each of a new person. */
async function uploads(house: House, { bytes }: Sample): Promise<number> {
  const times: number[] = []
  for (let at = 0; at < uploadsEach; at++) times.push(await (await house.person())(bytes))
  return quantile(times, 0.5)
}

/** One account that never lets up; resolves once its first picture is done. */
async function attackWith(house: House, { bytes }: Sample): Promise<{ stop(): Promise<void> }> {
  const upload = await house.person()
  let going = true
  await upload(bytes)
  const loops = Array.from({ length: attacking }, async () => {
    while (going) await upload(bytes)
  })
  return {
    async stop() {
      going = false
      await Promise.all(loops)
    },
  }
}
