"""How assets are named in production."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class AssetStorage(CompressedManifestStaticFilesStorage):
    """Names each asset by its content, the imports between scripts included."""

    support_js_module_import_aggregation = True
