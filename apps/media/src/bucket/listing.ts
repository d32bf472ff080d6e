import { text } from 'node:stream/consumers'

import type { Bucket } from './requests.js'

interface ListedObject {
  /** Without the bucket's prefix. */
  readonly name: string
  readonly storedAt: Date
}

/** The objects whose names begin so, in the order of their names, a thousand a request. */
export async function* listObjects(bucket: Bucket, start: string): AsyncIterable<ListedObject> {
  let next: string | undefined
  do {
    const token = next === undefined ? undefined : { 'continuation-token': next }
    const query = { 'list-type': '2', prefix: `${bucket.prefix}${start}`, ...token }
    const page = await text(await bucket.send({ method: 'GET', query }))
    for (const [, object = ''] of page.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
      const name = textIn(object, 'Key').slice(bucket.prefix.length)
      yield { name, storedAt: new Date(textIn(object, 'LastModified')) }
    }
    next = textIn(page, 'IsTruncated') === 'true' ? textIn(page, 'NextContinuationToken') : undefined
  } while (next !== undefined)
}

/** What stands between the tags of a name, of which there is one at most. */
const textIn = (xml: string, tag: string): string =>
  (new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml)?.[1] ?? '').replace(
    /&(amp|lt|gt|quot|apos|#34|#39);/g,
    (entity) => characters[entity] ?? entity,
  )

const characters: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#34;': '"',
  '&apos;': "'",
  '&#39;': "'",
}
