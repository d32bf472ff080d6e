/** Puts a text into the clipboard; false where the browser does not let it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    // Only a secure context has it, and a frame may be denied it.
    if ('clipboard' in navigator) {
      await navigator.clipboard.writeText(text)
      return true
    }
  } catch {
    return copyByHand(text)
  }
  return copyByHand(text)
}

function copyByHand(text: string): boolean {
  // Deprecated, and the only way where there is no secure context.
  const old: { execCommand(command: string): boolean } = document
  const field = document.createElement('textarea')
  field.value = text
  field.readOnly = true
  field.className = 'hidden'
  // Inside an open dialog: nothing else can be selected while there is one.
  const dialogs = [...document.querySelectorAll('dialog[open]')]
  const home = dialogs[dialogs.length - 1] ?? document.body
  home.append(field)
  field.select()
  field.setSelectionRange(0, text.length)
  try {
    return old.execCommand('copy')
  } catch {
    return false
  } finally {
    field.remove()
  }
}
