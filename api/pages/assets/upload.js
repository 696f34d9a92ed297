/* Sends the chosen file past the form: a film as its bytes, a paper as JSON with its kind; then shows the page anew. */
'use strict'

for (const form of document.querySelectorAll('form[data-upload]')) {
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void send(form, form.elements.namedItem('file').files[0])
  })
}

async function send(form, file) {
  const told = form.querySelector('[role=status]')
  told.textContent = form.dataset.sending
  try {
    const { type, body } =
      form.dataset.upload === 'paper' ? await asPaper(form, file) : { type: file.type, body: file }
    const answer = await fetch(form.action, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': type, 'x-csrf-token': form.elements.namedItem('_csrf').value },
      body,
    })
    if (answer.ok) return location.reload()
    told.textContent = `${form.dataset.refused} (${(await answer.json()).title})`
  } catch (error) {
    told.textContent = form.dataset.refused
    console.error(error)
  }
}

async function asPaper(form, file) {
  const address = await new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(reader.result)
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
  const paper = {
    kind: form.elements.namedItem('kind').value,
    mediaType: file.type,
    content: address.slice(address.indexOf(',') + 1),
  }
  return { type: 'application/json', body: JSON.stringify({ documents: [paper] }) }
}
