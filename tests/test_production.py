"""The service as production runs it: assets gathered, and named by their content."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.templatetags.static import static

TEMPLATES = Path(__file__).parent.parent / "templates"


@pytest.fixture(autouse=True)
def _gathered(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "config.web.storage.AssetStorage"}
    }
    # compressing takes ten times as long as all else, and changes no name
    settings.WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["css", "js", "json", "map", "svg", "txt"]
    call_command("collectstatic", interactive=False, verbosity=0)


@pytest.mark.django_db
def test_pages_find_their_assets_by_their_gathered_names(client, tmp_path):
    for address, status in [("/", 200), ("/no-such-page/", 404)]:
        response = client.get(address)
        assert response.status_code == status
        assets = re.findall(r'"/assets/([^"]+)"', response.content.decode())
        assert len(assets) > 3
        for asset in assets:
            assert re.search(r"\.[0-9a-f]{12}\.\w+$", asset), asset
            assert (tmp_path / asset).is_file()


def test_every_asset_that_a_template_names_is_gathered():
    named = {
        name
        for path in TEMPLATES.rglob("*.html")
        for name in re.findall(r"static\(['\"](.*?)['\"]\)", path.read_text(encoding="utf-8"))
    }
    assert len(named) > 5
    for name in named:
        assert re.search(r"\.[0-9a-f]{12}\.\w+$", static(name)), name
