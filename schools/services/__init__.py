"""What changes a school's records: its answers, its induction tutor, its invitations."""
