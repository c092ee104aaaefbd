"""What records are made of: periods, constraints that Django lacks, files of rows."""
