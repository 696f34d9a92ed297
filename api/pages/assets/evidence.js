/* Sends the chosen file as it is, so that a long film needs no form around it; then shows the page anew. */
'use strict'

const form = document.getElementById('evidence')

form?.addEventListener('submit', (event) => {
  event.preventDefault()
  void send(form.elements.namedItem('file').files[0])
})

async function send(file) {
  const told = document.getElementById('evidence-told')
  told.textContent = form.dataset.sending
  try {
    const answer = await fetch(form.action, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': file.type, 'x-csrf-token': form.elements.namedItem('_csrf').value },
      body: file,
    })
    if (answer.ok) return location.reload()
    told.textContent = `${form.dataset.refused} (${(await answer.json()).title})`
  } catch (error) {
    told.textContent = form.dataset.refused
    console.error(error)
  }
}
