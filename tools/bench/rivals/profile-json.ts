import type { ProfileRow } from './table.js'

/** What the rivals answer: the same fields as the product, written by a serializer that Fastify compiles from this schema. */
export const profileSchema = {
  type: 'object',
  properties: {
    user_id: { type: 'string' },
    name: { type: 'string' },
    birth_date: { type: 'string' },
    age: { type: 'integer' },
    gender: { type: 'string' },
    bio: { type: 'string' },
    city: { type: 'string' },
    city_names: { type: 'object', additionalProperties: { type: 'string' } },
    interests: { type: 'array', items: { type: 'string' } },
    languages: { type: 'array', items: { type: 'string' } },
    height_cm: { type: 'integer' },
    photos: { type: 'array', items: { type: 'object', additionalProperties: true } },
    completeness: { type: 'integer' },
    has_location: { type: 'boolean' },
    verified: { type: 'boolean' },
    paused: { type: 'boolean' },
    created_at: { type: 'string' },
    updated_at: { type: 'string' },
  },
} as const

/** A row as that schema takes it. */
export function toJson(row: ProfileRow): Record<string, unknown> {
  const { user_id, name, interests, languages, photos, verified, paused } = row
  return {
    ...row.facts,
    user_id,
    name,
    birth_date: row.birth_date.toISOString().slice(0, 10),
    age: ageOf(row.birth_date),
    bio: row.bio ?? undefined,
    city: row.city ?? undefined,
    interests,
    languages,
    height_cm: row.height_cm ?? undefined,
    photos,
    completeness: completenessOf(row),
    has_location: row.cell !== null,
    verified,
    paused,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  }
}

function ageOf(born: Date): number {
  const now = new Date()
  const isBefore = now.getMonth() * 31 + now.getDate() < born.getMonth() * 31 + born.getDate()
  return now.getFullYear() - born.getFullYear() - (isBefore ? 1 : 0)
}

/** Of everything that can be told, how much is; the product weighs it in its own way. */
function completenessOf(row: ProfileRow): number {
  const told = [row.bio, row.city, row.height_cm, row.cell].filter((value) => value !== null).length
  const listed = [row.interests, row.languages, row.photos].filter((list) => list.length > 0).length
  return Math.round(((told + listed) / 7) * 100)
}
