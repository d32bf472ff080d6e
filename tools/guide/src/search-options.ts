/** A section as the search knows it: `id` is its address below the guide. */
export interface FoundSection {
  readonly id: string
  readonly heading: string
  readonly page: string
  readonly text: string
}

/** How sections are indexed and found; the same where the index is made and where it is read. */
export const searchOptions = {
  fields: ['heading', 'page', 'text'],
  storeFields: ['heading', 'page'],
  searchOptions: { boost: { heading: 4, page: 2 }, prefix: true, fuzzy: 0.15, combineWith: 'AND' as const },
}
