"""DfE staff: how they sign in to the admin, and what groups of them may do there."""
