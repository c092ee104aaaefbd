"""
Invented schools, providers and people, for trying the service and for load tests.

They are written to files in the formats that operators get, and taken in by the same
commands. What is real about them is the format, the codes, and the places’ names.
"""
