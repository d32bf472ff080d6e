import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Violation {
  readonly id: string
  readonly impact: string
  readonly nodes: readonly { readonly html: string }[]
}

interface Axe {
  /** What passed or cannot be told is not worked out in detail. */
  run(options: {
    readonly resultTypes: readonly 'violations'[]
  }): Promise<{ readonly violations: Violation[] }>
}

/**
 * The serious and critical violations that axe finds on a page, each with the elements that it means. A page that is still
 * coming in has colours in between: a fault counts when it is there at several looks.
 */
export async function seriousFaults(page: Page): Promise<string[]> {
  let faults = await look(page)
  for (let again = 0; again < 4 && faults.length > 0; again += 1) {
    await page.waitForTimeout(500)
    faults = await look(page)
  }
  return faults
}

async function look(page: Page): Promise<string[]> {
  await page.waitForFunction(() => document.getAnimations().every((each) => each.playState !== 'running'))
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source)
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: Axe }
    return (await axe.run({ resultTypes: ['violations'] })).violations
  })
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)
}
