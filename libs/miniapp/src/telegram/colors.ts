/** Whether a #rrggbb colour is nearer to black than to white, by perceived lightness. */
export function isDark(color: string): boolean {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16))
  return red * 0.299 + green * 0.587 + blue * 0.114 < 128
}

/** The #rrggbb of a computed colour; undefined when it is not plain. */
export function toHex(color: string): `#${string}` | undefined {
  const unit = color.startsWith('color(srgb') ? 255 : 1
  const numbers = color.replace(/^color\(srgb/, '').match(/[\d.]+/g)
  if (numbers === null || numbers.length < 3) return undefined
  const parts = numbers.slice(0, 3).map((part) => Math.round(Number(part) * unit))
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}
