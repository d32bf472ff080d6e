// Before anything is drawn: what the reader chose, else what the system says.
try {
  const chosen = localStorage.getItem('guide-theme')
  if (chosen !== null) document.documentElement.dataset['theme'] = chosen
} catch {
  // Storage that is refused remembers nothing.
}

export {}
