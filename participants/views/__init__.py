"""What confirms and shows the records of ECTs and mentors."""
