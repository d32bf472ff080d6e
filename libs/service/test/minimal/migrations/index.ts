import type { Migration } from '@kindred/db'

export const migrations: Record<string, Migration> = {}
