// Turns each select marked data-type-ahead into a box where typing narrows the list.
//
// The attribute's value is what was typed last time and matched nothing. What is typed is
// sent as well as what is chosen, as "{name}-typed": clearing or mistyping the text leaves
// the old choice in the select behind it, so the server goes by the text.

/* global accessibleAutocomplete */

for (const select of document.querySelectorAll("select[data-type-ahead]")) {
  const chosen = select.options[select.selectedIndex]
  const text = select.value ? chosen.text : select.dataset.typeAhead
  const describedBy = select.getAttribute("aria-describedby")
  const inError = select.classList.contains("govuk-select--error")

  accessibleAutocomplete.enhanceSelectElement({
    selectElement: select,
    name: `${select.name}-typed`,
    defaultValue: text,
    autoselect: false,
    showAllValues: true,
    dropdownArrow: () => "",
    onConfirm(option) {
      if (option === undefined) return
      for (const candidate of select.options) candidate.selected = candidate.text === option
    },
  })

  const input = document.getElementById(select.id.replace(/-select$/, ""))
  if (describedBy) {
    const own = input.getAttribute("aria-describedby")
    input.setAttribute("aria-describedby", own ? `${describedBy} ${own}` : describedBy)
  }
  if (inError) input.classList.add("app-autocomplete--error")
}
