"""What the admin is called."""

from django.conf import settings
from django.contrib import admin

admin.site.site_title = settings.SERVICE_NAME
admin.site.site_header = settings.SERVICE_NAME
admin.site.index_title = "For DfE staff"
