"""Someone at a school with a browser, who looks at every page they come to."""

import re

from playwright.sync_api import expect

from .checks import axe_problems, axe_problems_without_scripts, check_fits

#: What tells one walk’s address of a page from another’s.
_OWN = re.compile(r"(?<=/)([^/]*:[^/]*|[0-9a-f-]{32,36}|[A-Z0-9]{4}-[A-Z0-9]{4}|[0-9]+)(?=/)")

#: What tells one title from another of its kind: “Lead Provider 7”.
_COUNT = re.compile("[0-9]+")


class Person:
    """
    Does what people do, in the words of the page, and checks each page on the way.

    Axe is slow, so it looks at one page of a kind only: ``seen`` remembers the kinds.
    """

    def __init__(self, page, *, has_scripts=True, seen=None):
        self.page, self.has_scripts = page, has_scripts
        self.seen = set() if seen is None else seen
        self.complaints = []
        self.copy = None
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._hear)

    def _hear(self, message):
        # The browser itself reports a page that says 404, 410 or 429.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    # Getting somewhere

    def opens(self, address):
        """Go to an address."""
        self.page.goto(address)
        self.looks()

    def opens_email(self, subject):
        """Find the newest email with these words in its subject, and open it."""
        self.page.goto("/development/inbox/")
        self.page.locator("main li a", has_text=subject).first.click()
        self.looks()

    def opens_another_tab(self):
        """The same person, signed in as here, on a page of their own."""
        return Person(self.page.context.new_page(), has_scripts=self.has_scripts, seen=self.seen)

    def follows(self, link):
        """Select a link, or a button that is one."""
        self.page.locator(f'a:has-text("{link}"):visible').first.click()
        self.looks()

    def presses(self, button="Continue"):
        """Press a button."""
        self.page.get_by_role("button", name=button, exact=True).click()
        self.looks()

    def presses_twice(self, button="Confirm and send", *, leads_to="/confirmation/"):
        """
        Double-click a button that sends everything, and come to the page that it leads to.

        The second press breaks off what the first one began to load, which is an error to
        whoever waits for a page to load, but not to a person: so the address is looked at.
        """
        self.page.get_by_role("button", name=button, exact=True).dblclick()
        expect(self.page).to_have_url(re.compile(f"{re.escape(leads_to)}$"))
        self.page.wait_for_load_state()
        self.looks()

    def goes_back(self):
        """Use the Back link of the page."""
        self.page.locator(".govuk-back-link").click()
        self.looks()

    def uses_the_browsers_back_button(self):
        """Go back as the browser does, then look at what the server says of that page."""
        self.page.go_back()
        self.page.reload()
        self.looks()

    def changes(self, row):
        """Select Change beside a row of a check answers page."""
        self.page.locator(".govuk-summary-list__row", has_text=row).get_by_role("link").click()
        self.looks()

    # Answering

    def answers(self, choice=None, /, **typed):
        """Choose one of the radios, or fill in inputs by name, and continue."""
        if choice:
            self.page.get_by_label(choice, exact=True).check()
        for name, text in typed.items():
            self.page.locator(f"[name={name}]").fill(text)
        self.presses()

    def slips(self, *errors, **typed):
        """
        Continue with nothing chosen, or with these texts in inputs, which are wrong.

        The errors stand in the summary, which has the focus, each beside its input too, and
        lead to it. What was typed is still there.
        """
        self.answers(**typed)
        summary = self.page.locator(".govuk-error-summary")
        assert summary.locator("li").all_inner_texts() == list(errors)
        assert self.page.title().startswith("Error: ")
        if self.has_scripts:
            expect(summary).to_be_focused()
        for error in errors:
            assert self.page.locator(".govuk-error-message", has_text=error).is_visible()
            summary.get_by_role("link", name=error, exact=True).click()
            group = self.page.locator(".govuk-form-group--error", has_text=error)
            expect(group.locator(":is(input, select, textarea):focus")).to_have_count(1)
        for name, text in typed.items():
            assert self.page.locator(f"[name={name}]").input_value() == text

    # Looking

    @property
    def heading(self):
        """What the page says at its top, without the school’s name above it."""
        heading = self.page.locator("h1")
        return " ".join(heading.inner_text().split())

    @property
    def rows(self):
        """A page’s summary list as a dictionary."""
        return {
            row.locator("dt").inner_text().strip(): row.locator("dd").first.inner_text().strip()
            for row in self.page.locator(".govuk-summary-list__row").all()
        }

    def sees(self, *texts):
        """Assert that these words are on show."""
        shown = " ".join(self.page.locator("main").inner_text().split())
        for text in texts:
            assert text in shown, shown

    def looks(self):
        """
        Look at the page as everybody meets it: it fits, it works, and axe is content.

        All of it has come by then, since what counts and collects elements does not wait.
        """
        self.page.wait_for_load_state("domcontentloaded")
        assert self.heading != "Sorry, there is a problem with the service"
        check_fits(self.page)
        kind = (_OWN.sub("…", self.page.url), _COUNT.sub("…", self.page.title()), self.has_scripts)
        if kind not in self.seen:
            self.seen.add(kind)
            assert self._axe_problems() == [], self.page.url
        assert self.complaints == []

    def _axe_problems(self):
        if self.has_scripts:
            return axe_problems(self.page)
        if self.copy is None:
            browser = self.page.context.browser
            self.copy = browser.new_page(viewport=self.page.viewport_size)
        return axe_problems_without_scripts(self.page, self.copy)
