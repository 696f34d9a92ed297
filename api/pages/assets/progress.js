/* Looks every ten seconds how far the payment run is; what is typed into a form meanwhile stays. */
'use strict'

const INTERVAL_MS = 10_000
const place = document.getElementById('progress')

async function look() {
  if (document.hidden) return
  try {
    const answer = await fetch(place.dataset.url, { credentials: 'same-origin' })
    // Logged out meanwhile: whoever reads on is sent to the login by the next click.
    if (!answer.ok || answer.redirected) return clearInterval(timer)
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const fresh = page.getElementById('progress')
    if (fresh.dataset.state !== place.dataset.state && !document.activeElement.closest('form')) {
      return location.reload()
    }
    place.replaceChildren(...fresh.childNodes)
  } catch (error) {
    console.error(error)
  }
}

const timer = place ? setInterval(() => void look(), INTERVAL_MS) : undefined
