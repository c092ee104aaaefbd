"""The questions about ECTs and mentors."""
