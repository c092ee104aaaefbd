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
      input.value = option
    },
  })

  const input = document.getElementById(select.id.replace(/-select$/, ""))
  if (describedBy) {
    // The box sets this attribute to its own help while it is empty, and takes it off when
    // it is not: the select's hint and error stand before it either way.
    const describe = () => {
      const own = input.getAttribute("aria-describedby") ?? ""
      if (own.startsWith(describedBy)) return
      input.setAttribute("aria-describedby", `${describedBy} ${own}`.trim())
    }
    describe()
    new MutationObserver(describe).observe(input, { attributeFilter: ["aria-describedby"] })
  }

  // Leaving the box closes its menu, which would move a button from under the pointer before
  // the click on it is complete. So the box is left only once the button has been clicked.
  for (const button of select.form.querySelectorAll("button")) {
    button.addEventListener("mousedown", (event) => event.preventDefault())
    button.addEventListener("click", () => input.blur())
  }
}
