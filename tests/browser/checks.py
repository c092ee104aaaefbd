"""What holds for every page that a browser shows."""

from axe_playwright_python.sync_playwright import Axe

AXE = Axe()


def axe_problems(page):
    """What axe finds wrong with a page where scripts run: [(rule, element), ...]."""
    return [
        (violation["id"], node["html"])
        for violation in AXE.run(page).response["violations"]
        for node in violation["nodes"]
        # The Design System keeps the back link ahead of main and outside every landmark.
        if not (violation["id"] == "region" and "govuk-back-link" in node["html"])
    ]


def axe_problems_without_scripts(page, copy):
    """The same for a page where scripts are off: axe looks at a copy of it, where they may run."""
    html = page.content().replace("<script", "<template").replace("</script", "</template")
    copy.route(
        page.url, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8")
    )
    copy.goto(page.url)
    problems = axe_problems(copy)
    copy.unroute(page.url)
    return problems


def check_fits(page):
    """Assert that nobody has to scroll sideways."""
    wide, seen = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide <= seen, f"{page.title()} is {wide} pixels wide on a screen of {seen}"
