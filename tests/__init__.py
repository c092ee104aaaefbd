"""The service’s tests: a folder for each app."""

import hypothesis

# how long an example takes says more about the machine than about the code
hypothesis.settings.register_profile("patient", parent=hypothesis.settings(), deadline=None)
hypothesis.settings.load_profile("patient")
