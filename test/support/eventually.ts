/** Waits until something is true of a system that works at its own pace; says what it last saw when it is not. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined>,
  { within = 60_000, every = 200 }: { readonly within?: number; readonly every?: number } = {},
): Promise<T> {
  const deadline = Date.now() + within
  let lastError: unknown
  while (Date.now() < deadline) {
    try {
      const seen = await look()
      if (seen !== undefined) return seen
      lastError = undefined
    } catch (error) {
      lastError = error
    }
    await new Promise((resolve) => setTimeout(resolve, every))
  }
  throw new Error(`Waited ${within / 1000} s for ${what}`, { cause: lastError })
}
