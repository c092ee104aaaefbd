// Warns before a session ends, and lets its holder stay signed in.
//
// The server knows when it ends, since another tab may have been used: it is asked before the
// warning opens and before the page is left.
const dialog = document.querySelector("[data-session]")
const form = dialog.querySelector("form")
const time = dialog.querySelector("[data-session-time]")
const heading = dialog.querySelector("h2")
const warned = Number(dialog.dataset.secondsWarned)

let endsAt = Date.now() + Number(dialog.dataset.secondsLeft) * 1000
let canStay = true
let isSeen = false

const secondsLeft = () => Math.round((endsAt - Date.now()) / 1000)

async function ask(options) {
  const response = await fetch(dialog.dataset.session, options)
  if (!response.ok) throw new Error(response.statusText)
  const answer = await response.json()
  endsAt = Date.now() + answer.seconds_left * 1000
  canStay = answer.can_stay
}

function show() {
  const minutes = Math.ceil(secondsLeft() / 60)
  const words = minutes > 1 ? `${minutes} minutes` : "1 minute"
  // only what changes is read out
  if (time.textContent !== words) time.textContent = words
  for (const part of dialog.querySelectorAll("[data-session-may-stay]")) part.hidden = !canStay
  for (const part of dialog.querySelectorAll("[data-session-must-end]")) part.hidden = canStay
  if (dialog.open || isSeen) return
  dialog.showModal()
  heading.focus()
}

async function look() {
  if (secondsLeft() > warned) return
  try {
    await ask()
  } catch {
    return // no answer tells nothing; ask again at the next turn
  }
  if (secondsLeft() > warned) {
    isSeen = false
    dialog.close()
  } else if (secondsLeft() > 0) {
    show()
  } else {
    // the server leads to signing in, and from there back to this page
    location.replace(location.href.split("#")[0])
  }
}

async function stay() {
  try {
    await ask({ method: "POST", body: new FormData(form) })
  } catch {
    return
  }
  if (secondsLeft() > warned) dialog.close()
  else show()
}

function closeMessage() {
  isSeen = true
  dialog.close()
}

form.addEventListener("submit", (event) => {
  event.preventDefault()
  stay()
})
dialog.querySelector("button[data-session-must-end]").addEventListener("click", closeMessage)
// Escape means: I am here
dialog.addEventListener("cancel", (event) => {
  event.preventDefault()
  if (canStay) stay()
  else closeMessage()
})

setInterval(look, 15000)
document.addEventListener("visibilitychange", () => document.hidden || look())
// a page that the browser kept, opened again by its Back button, has an old idea of the time
window.addEventListener("pageshow", (event) => {
  if (event.persisted) ask().then(look, () => {})
})
