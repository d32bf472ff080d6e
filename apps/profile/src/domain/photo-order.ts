interface Photo {
  readonly media_id: string
}

/** The order in which photos return to their places: the one that is kept already, and after it the photos that came since. */
export const orderWith = (order: readonly string[] | null, shown: readonly Photo[]): string[] => [
  ...new Set([...(order ?? []), ...shown.map(({ media_id: id }) => id)]),
]

/**
 * The order that is kept when the owner chooses photos. Who only adds or takes away some leaves hidden ones their places; who puts them
 * in another order has none kept.
 */
export function orderAfter(
  order: readonly string[] | null,
  before: readonly Photo[],
  chosen: readonly Photo[],
): string[] | null {
  if (order === null) return null
  const [shown, wanted] = [before, chosen].map((photos) => photos.map(({ media_id: id }) => id)) as [
    string[],
    string[],
  ]
  const stays = shown.filter((id) => wanted.includes(id))
  if (stays.some((id, place) => wanted[place] !== id)) return null
  return orderWith(
    order.filter((id) => wanted.includes(id) || !shown.includes(id)),
    chosen,
  )
}

/** The photos with one more at its place in the order; one that the order does not know goes last. */
export function putBack<P extends Photo>(
  shown: readonly P[],
  photo: P,
  order: readonly string[] | null,
): P[] {
  const rank = ({ media_id: id }: Photo): number => {
    const place = order?.indexOf(id) ?? -1
    return place === -1 ? Infinity : place
  }
  const next = shown.findIndex((other) => rank(other) > rank(photo))
  return shown.toSpliced(next === -1 ? shown.length : next, 0, photo)
}
