"""The journeys about ECTs and mentors."""
