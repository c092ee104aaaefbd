"""The emails about ECTs and mentors."""
