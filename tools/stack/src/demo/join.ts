import { createClient, type KindredClient, KindredError } from '@kindred/client'
import { pause } from '@kindred/kernel'
import { telegramInitData } from '@kindred/testkit/init-data'

import type { Artist } from './artist.js'
import type { DemoPerson } from './people.js'

/** Where people join. */
export interface Door {
  readonly url: string
  readonly botToken: string
}

/** Signs a demo person in and fills in what is missing, all through the public API; returns the user id. */
export async function join(person: DemoPerson, { url, botToken }: Door, artist: Artist): Promise<string> {
  const client = createClient({ baseUrl: url })
  const userId = await signIn(client, person, botToken)
  await createProfile(client, person)
  await addPhotos(client, person, artist)
  await client.profile.setMyLocation(person.location)
  await client.profile.setMyPreferences(person.preferences)
  await client.signOut()
  return userId
}

/** The user id of a demo person, whether it joined before or not. */
export async function signIn(client: KindredClient, person: DemoPerson, botToken: string): Promise<string> {
  const user = { id: person.telegramId, firstName: person.profile.name, botToken }
  const answer = await client.signIn({ init_data: telegramInitData(user), device_name: 'Demo' })
  return answer.user?.id ?? ''
}

async function createProfile(client: KindredClient, person: DemoPerson): Promise<void> {
  try {
    await client.profile.createProfile(person.profile)
  } catch (error) {
    if (!(error instanceof KindredError) || error.code !== 'PROFILE_EXISTS') throw error
  }
}

async function addPhotos(client: KindredClient, person: DemoPerson, artist: Artist): Promise<void> {
  const ids = (await client.media.listMyMedia()).media.map((photo) => photo.media_id).reverse()
  for (let photo = ids.length; photo < person.photos; photo++) {
    const jpeg = await artist.draw(person.index, person.profile.gender, photo)
    const { media_id } = await client.uploadPhoto(new Blob([new Uint8Array(jpeg)], { type: 'image/jpeg' }))
    ids.push(media_id)
  }
  await usable(() => client.profile.setMyPhotos({ photo_ids: ids }))
}

/** A photo is usable once its approval has travelled from media to profile. */
async function usable(work: () => Promise<unknown>): Promise<void> {
  for (let tried = 1; ; tried++) {
    try {
      return void (await work())
    } catch (error) {
      if (!(error instanceof KindredError) || error.code !== 'PHOTO_NOT_USABLE' || tried === 20) throw error
      await pause(50 * tried)
    }
  }
}
