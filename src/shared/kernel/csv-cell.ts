/**
 * A spreadsheet runs a cell that starts with one of these signs as a formula (OWASP, "CSV Injection").
 * Every list that goes out passes through here; `unguardCell` takes the mark off again when the list comes back.
 */
export function guardCell(text: string): string {
  return /^'*[=+\-@\t\r\n]/u.test(text) ? `'${text}` : text;
}

/** Takes off the apostrophe that `guardCell` (or a clerk, in front of a number) has put there. */
export function unguardCell(text: string): string {
  return /^'+[=+\-@\t\r\n]/u.test(text) ? text.slice(1) : text;
}
