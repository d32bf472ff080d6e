import type { Browser } from 'playwright-core'

import { type Person, settle, showPhotos, until } from '../../../web/test/browser/people.js'
import type { TestStack } from '../../../web/test/browser/stack.js'

type Target = Pick<TestStack, 'url' | 'botToken'>

/** A picture like no other: squares by chance, so that nobody else's photo is taken for a copy of it. */
async function randomPicture(browser: Browser): Promise<Blob> {
  const squares = Array.from({ length: 64 }, (_, place) => {
    const grey = Math.random() < 0.5 ? 20 : 235
    return `<rect x="${(place % 8) * 80}" y="${Math.floor(place / 8) * 100}" width="80" height="100" fill="rgb(${grey} ${grey} ${grey})"/>`
  })
  const page = await browser.newPage({ viewport: { width: 640, height: 800 } })
  await page.setContent(`<body style="margin:0"><svg width="640" height="800">${squares.join('')}</svg>`)
  const bytes = await page.screenshot({ type: 'jpeg', quality: 80 })
  await page.close()
  return new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' })
}

/** Lets a photo be removed with its copies, then uploads so many copies: each waits for a look. */
export async function plantPhotos(
  target: Target,
  { browser, admin }: { browser: Browser; admin: Person },
  copies: number,
): Promise<Person[]> {
  const place = {
    latitude: -60 + Math.random() * 120,
    longitude: -170 + Math.random() * 340,
    wants: 'WOMAN',
  } as const
  const first = await settle(target, { name: 'Leo', gender: 'MAN' }, place)
  const reporter = await settle(target, { name: 'Anna', gender: 'WOMAN' }, { ...place, wants: 'MAN' })
  const picture = await randomPicture(browser)
  const { media_id: mediaId } = await first.client.uploadPhoto(picture)
  await showPhotos(first.client, [mediaId])
  await until(
    async () => {
      await reporter.client.discovery.listCandidates({ page_size: 50 })
      const context = { kind: 'PHOTO', photo_id: mediaId } as const
      const target_user_id = first.userId
      await reporter.client.safety.reportPerson({ target_user_id, reason: 'SEXUAL_CONTENT', context })
      return true
    },
    'the reporter has met the person',
    60_000,
  )
  await removeWithCopies(admin, first.userId, mediaId)
  const owners: Person[] = []
  for (let number = 0; number < copies; number++) {
    const owner = await settle(target, { name: `Copy ${number}`, gender: 'MAN' }, place)
    // The list knows the photo a little after the decision can no longer be taken back.
    await until(
      async () => {
        const { media_id: id } = await owner.client.uploadPhoto(picture)
        const { media } = await owner.client.media.listMyMedia({})
        if (media.find((each) => each.media_id === id)?.status === 'PENDING') return true
        await owner.client.media.deleteMedia({ media_id: id })
        return false
      },
      'a copy is held',
      90_000,
    )
    owners.push(owner)
  }
  return owners
}

async function removeWithCopies({ client }: Person, subject: string, mediaId: string): Promise<void> {
  let caseId = ''
  await until(
    async () => {
      const { cases } = await client.safety.listCases({ page_size: 100 })
      caseId = cases.find(({ subject_id: id }) => id === subject)?.case_id ?? ''
      return caseId !== ''
    },
    'there is a case',
    60_000,
  )
  const { lease_id: leaseId } = await client.safety.claimCase({ case_id: caseId })
  await client.safety.decideCase({
    case_id: caseId,
    lease_id: leaseId,
    measure: 'REMOVE_PHOTO',
    rule: 'SEXUAL_CONTENT',
    note: 'Removed.',
    photo_ids: [mediaId],
    list_hash: true,
  })
}
