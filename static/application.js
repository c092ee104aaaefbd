// Starts GOV.UK Frontend's components on every page. Only an import that ends in a semicolon
// is named by its content in production.
import { initAll } from "./govuk-frontend.min.js";

initAll()

// "Print or save this page" is a link that only scripts can follow, so it starts hidden.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false
  button.addEventListener("click", () => window.print())
}
