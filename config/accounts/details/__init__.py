"""
An induction tutor's own name and email address, and changing them.

A new address counts from the moment it is confirmed by the link in an email sent there. Until
then it stands beside the old one (``User.new_email``), and asking for another replaces it.
"""
