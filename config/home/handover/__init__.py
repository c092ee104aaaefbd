"""
Schools that close hand over to the school that took their place.

``findings`` says which closed schools have something to hand over, and which wait for staff
and why; ``services`` does it.
"""
