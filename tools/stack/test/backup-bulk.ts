import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

import type { ServiceName } from '../src/names.js'
import { addPeople } from './own-server.js'
import { within } from './row-digests.js'

/** How many photos `addBulk` adds. */
export const bulkPhotos = 60
const [bytesOfSize, messages] = [900_000, 90_000]

/** Adds about 170 MB of messages, in words that do not compress well, and 160 MB of photos, so that a restore's time says something. */
export async function addBulk(urls: Record<ServiceName, string>, dataDir: string): Promise<void> {
  await within(urls.chat, (session) =>
    session.query(
      `with people as (
         select least(a, b) as one, greatest(a, b) as other from (select gen_random_uuid() as a, gen_random_uuid() as b) as made
       ), talk as (
         insert into conversation (id, first_user_id, second_user_id, last_seq, created_at)
         select gen_random_uuid(), one, other, $1, now() from people returning id, first_user_id
       )
       insert into message (conversation_id, seq, id, sender_id, client_message_id, text, created_at)
       select talk.id, at, gen_random_uuid(), talk.first_user_id, at::text,
         (select string_agg(md5(random()::text), ' ') from generate_series(1, 55 + 0 * at)), now()
       from talk, generate_series(1, $1) as at`,
      [messages],
    ),
  )
  await addPeople({ urls, dataDir }, bulkPhotos, bytesOfSize)
}

/** What databases and a folder take, bytes. */
export async function sizeOf(urls: Record<ServiceName, string>, folder: string) {
  let databases = 0
  for (const url of Object.values(urls)) {
    const [row] = await within(url, (session) =>
      session.query<{ bytes: string }>('select pg_database_size(current_database())::text as bytes'),
    )
    databases += Number(row!.bytes)
  }
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  let photos = 0
  for (const file of files) if (file.isFile()) photos += (await stat(join(file.parentPath, file.name))).size
  return { databases, photos }
}
