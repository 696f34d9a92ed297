/* Draws each diagram of the case when its tab is shown, and marks where the case is and has been. */
'use strict'

async function draw(place) {
  if (place.dataset.drawn) return
  place.dataset.drawn = 'yes'
  try {
    const answer = await fetch(place.dataset.url, { credentials: 'same-origin' })
    if (!answer.ok) throw new Error(String(answer.status))
    const viewer = new window.BpmnJS({ container: place })
    await viewer.importXML(await answer.text())
    const canvas = viewer.get('canvas')
    const elements = viewer.get('elementRegistry')
    const mark = (ids, marker) => {
      for (const id of ids.split(' ')) if (id && elements.get(id)) canvas.addMarker(id, marker)
    }
    mark(place.dataset.done, 'is-done')
    mark(place.dataset.active, 'is-active')
    // The legend has ids until the diagram is there to give their names.
    const names = place.dataset.active.split(' ').map((id) => elements.get(id)?.businessObject.name ?? id)
    const legend = place.parentElement.querySelector('.names')
    if (place.dataset.active) legend.textContent = names.join(', ')
    canvas.zoom('fit-viewport', 'auto')
    const first = place.dataset.active.split(' ').find((id) => id && elements.get(id))
    // On a phone the whole diagram is too small to read: show the place where the case is.
    if (place.clientWidth < 700) {
      canvas.zoom(0.6)
      if (first) canvas.scrollToElement(first, 60)
    }
  } catch (error) {
    place.classList.add('failed')
    place.textContent = place.dataset.failed
    console.error(error)
  }
}

const tabs = [...document.querySelectorAll('[role=tab]')]

function show(tab) {
  for (const other of tabs) {
    const chosen = other === tab
    other.setAttribute('aria-selected', String(chosen))
    other.tabIndex = chosen ? 0 : -1
    document.getElementById(other.getAttribute('aria-controls')).hidden = !chosen
  }
  const place = document.querySelector(`#${tab.getAttribute('aria-controls')} .diagram`)
  if (place) void draw(place)
}

tabs.forEach((tab, index) => {
  tab.addEventListener('click', () => show(tab))
  tab.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step === undefined) return
    const next = tabs[(index + step + tabs.length) % tabs.length]
    next.focus()
    show(next)
  })
})
if (tabs.length > 0) show(tabs[0])
