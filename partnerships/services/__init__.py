"""What changes partnerships, and what schools and lead providers tell us about them."""
