// Starts GOV.UK Frontend's components on every page.
import { initAll } from "./govuk-frontend.min.js"

initAll()

// "Print or save this page" is a link that only scripts can follow, so it starts hidden.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false
  button.addEventListener("click", () => window.print())
}
