"""What is done to the records of ECTs and mentors. Each function is one transaction."""
