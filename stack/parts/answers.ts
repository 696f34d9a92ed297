/** Asking a part over HTTP whether it is there. */

/**
 * Returns the answer's text when the address answers 2xx.
 * @throws Error that says what it answered instead
 */
export async function answers(url: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(url, { signal }).catch((error: unknown) => {
    const { cause } = error as Error
    if ((cause as NodeJS.ErrnoException | undefined)?.code !== 'ECONNREFUSED') throw error
    throw new Error('not listening yet', { cause: error })
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${url} answers ${response.status}: ${text.slice(0, 200)}`)
  return text
}
