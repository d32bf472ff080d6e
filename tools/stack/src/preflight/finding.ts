/** What a check found; `advice` is one sentence that says what is wrong and what to do. */
export type Finding =
  | { readonly name: string; readonly ok: true; readonly detail: string }
  | { readonly name: string; readonly ok: false; readonly advice: string }
