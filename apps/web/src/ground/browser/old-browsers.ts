// Methods that the bundler cannot write for Chromium 80 and Safari 14. ground/browser/begin.ts adds them before anything else runs;
// test/built-for-old-browsers.test.ts knows them by name and refuses all others.

type Method = (this: never, ...parameters: never[]) => unknown

function add(holder: object, name: string, value: Method): void {
  if (!(name in holder)) Object.defineProperty(holder, name, { value, writable: true, configurable: true })
}

const literally = (text: string): RegExp => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'g')

export function addMissingMethods(): void {
  add(Array.prototype, 'at', function at(this: readonly unknown[], index: number): unknown {
    return this[index < 0 ? this.length + index : index]
  })
  add(Array.prototype, 'findLast', function findLast<
    Item,
  >(this: readonly Item[], fits: (item: Item) => boolean): Item | undefined {
    return [...this].reverse().find((item) => fits(item))
  })
  add(
    String.prototype,
    'replaceAll',
    function replaceAll(this: string, what: string | RegExp, by: string): string {
      return this.replace(typeof what === 'string' ? literally(what) : what, by)
    },
  )
  add(Object, 'hasOwn', (holder: object, name: PropertyKey) =>
    Object.prototype.hasOwnProperty.call(holder, name),
  )
}

/** Marks the page for the style sheet if the browser lays out no `gap` between flexible boxes. */
export function markMissingGap(): void {
  const probe = document.createElement('div')
  probe.style.cssText = 'display:flex;flex-direction:column;row-gap:1px;position:absolute'
  probe.append(document.createElement('i'), document.createElement('i'))
  document.body.append(probe)
  if (probe.scrollHeight !== 1) document.documentElement.dataset['gap'] = 'none'
  probe.remove()
}
